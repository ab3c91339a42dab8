package com.leadignite.audit.event;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An identifier of any form, which a column can hold and a log can show. */
@Documented
@Size(min = 1, max = 200)
@Pattern(regexp = "[^\\x00-\\x1f\\x7f-\\x9f]*")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Identifier {

  /** What the caller is answered. */
  String message() default "must have 1 to 200 characters, none of them a control character";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};
}
