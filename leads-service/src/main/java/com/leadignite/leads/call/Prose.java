package com.leadignite.leads.call;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/**
 * Text of several lines, kept as it was written: without control characters other than line ends
 * and tabs, and without broken Unicode. NUL above all, which PostgreSQL cannot keep.
 */
@Documented
@Constraint(validatedBy = Prose.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface Prose {

  /** What the caller is answered. */
  String message() default "contains control characters or broken Unicode";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a text to the constraint. */
  final class Validator implements ConstraintValidator<Prose, String> {

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || text.codePoints().allMatch(Validator::isKept);
    }

    private static boolean isKept(int character) {
      return switch (Character.getType(character)) {
        case Character.CONTROL -> character == '\n' || character == '\r' || character == '\t';
        case Character.SURROGATE -> false;
        default -> true;
      };
    }
  }
}
