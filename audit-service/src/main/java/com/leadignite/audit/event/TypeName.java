package com.leadignite.audit.event;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import jakarta.validation.ReportAsSingleViolation;
import jakarta.validation.constraints.Pattern;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What kind of thing an actor or a target is, or the name of a service. */
@Documented
@Pattern(regexp = "[a-z][a-z0-9_-]{0,63}")
@ReportAsSingleViolation
@Constraint(validatedBy = {})
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface TypeName {

  /** What the caller is answered. */
  String message() default "must be 1 to 64 of a-z, 0-9, _ and -, a letter first";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};
}
