package com.leadignite.leads.lead;

import com.leadignite.guard.body.Line;
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

/** A phone number that somebody can dial; see {@link PhoneNumbers}. */
@Documented
@Line(max = 40)
@Constraint(validatedBy = DialableNumber.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface DialableNumber {

  /** What the caller is answered. */
  String message() default "must have at least three digits";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a text to the constraint. */
  final class Validator implements ConstraintValidator<DialableNumber, String> {

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || PhoneNumbers.isOne(text);
    }
  }
}
