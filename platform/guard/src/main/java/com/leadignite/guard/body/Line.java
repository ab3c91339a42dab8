package com.leadignite.guard.body;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A line of text that a person wrote. It is {@link Lines#tidy tidied} when it is read, and one that
 * is blank becomes null. It has no control characters, no line breaks, nothing that turns the
 * reading direction, and something that can be seen.
 */
@Documented
@Constraint(validatedBy = LineValidator.class)
@Target({
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.TYPE_USE,
  ElementType.ANNOTATION_TYPE
})
@Retention(RetentionPolicy.RUNTIME)
public @interface Line {

  /** The greatest length in code points. */
  int max();

  /** Not used: the message says which of the rules is broken. */
  String message() default "must be a line of text";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};
}
