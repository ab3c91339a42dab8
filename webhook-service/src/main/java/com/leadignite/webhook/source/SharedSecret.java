package com.leadignite.webhook.source;

import com.leadignite.webhook.signature.Secret;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text that serves as a secret: 20 to 256 bytes in UTF-8, of five different characters or more,
 * without white space at its ends and without invisible characters. What else it has to be is its
 * kind's to say.
 */
@Documented
@Constraint(validatedBy = SharedSecret.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface SharedSecret {

  /** Not used: the message says which of the rules is broken. */
  String message() default "must be a secret";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Checks it. No message quotes the secret. */
  final class Validator implements ConstraintValidator<SharedSecret, String> {

    // What is copied along by mistake, and the sender signs without: blanks at the ends, control
    // characters, line ends, zero-width characters, lone surrogates. Blanks inside are a
    // passphrase.
    private static final Pattern UNFIT =
        Pattern.compile("^[\\p{Z}\\p{C}]|[\\p{Z}\\p{C}]$|[\\p{C}\\p{Zl}\\p{Zp}]");
    private static final int LEAST_VARIETY = 5;

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      String fault = text == null ? null : fault(text);
      if (fault != null) {
        context.disableDefaultConstraintViolation();
        context.buildConstraintViolationWithTemplate(fault).addConstraintViolation();
      }
      return fault == null;
    }

    private static @Nullable String fault(String text) {
      int bytes = text.getBytes(StandardCharsets.UTF_8).length;
      if (bytes < Secret.MIN_ISSUED_BYTES || bytes > Secret.MAX_BYTES) {
        return "must have " + Secret.MIN_ISSUED_BYTES + " to " + Secret.MAX_BYTES + " bytes";
      }
      if (UNFIT.matcher(text).find()) {
        return "must not begin or end with white space or contain invisible characters";
      }
      return text.codePoints().distinct().count() < LEAST_VARIETY
          ? "must have " + LEAST_VARIETY + " different characters or more"
          : null;
    }
  }
}
