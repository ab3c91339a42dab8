package com.leadignite.webhook.endpoint;

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

/** A secret in the form of Standard Webhooks: {@code whsec_} and the base64 of 24 to 64 bytes. */
@Documented
@Constraint(validatedBy = SigningSecret.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface SigningSecret {

  /** The most characters. */
  int MAX = 94;

  /** What is answered; no message quotes the secret. */
  String message() default "must be whsec_ and the base64 of 24 to 64 bytes";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<SigningSecret, String> {

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || (text.length() <= MAX && SigningKey.parse(text).isPresent());
    }
  }
}
