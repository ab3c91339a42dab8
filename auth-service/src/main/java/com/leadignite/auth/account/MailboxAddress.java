package com.leadignite.auth.account;

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

/** A text that {@link EmailAddress#parse} reads. */
@Documented
@Constraint(validatedBy = MailboxAddress.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface MailboxAddress {

  /** What clients are told. */
  String message() default "must be an e-mail address";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a text to the constraint. */
  final class Validator implements ConstraintValidator<MailboxAddress, String> {

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || EmailAddress.parse(text).isPresent();
    }
  }
}
