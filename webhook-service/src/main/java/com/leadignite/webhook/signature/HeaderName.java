package com.leadignite.webhook.signature;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The name of a header field. */
@Documented
@Pattern(regexp = "[A-Za-z0-9-]{1,64}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface HeaderName {

  /** The rule. */
  String message() default "must be the name of a header field, of letters, digits and hyphens";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};
}
