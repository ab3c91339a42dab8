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
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The address of an endpoint: https with a host, without a user and a fragment. Plain http is a
 * matter of configuration, and decided when it is called.
 */
@Documented
@Constraint(validatedBy = EndpointUrl.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface EndpointUrl {

  /** The most characters. */
  int MAX = 2000;

  /** What is answered. */
  String message() default
      "must be an https address with a host name in ASCII, without a user and a fragment";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<EndpointUrl, String> {

    private static final int LAST_PORT = 65_535;

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || (text.length() <= MAX && isAddress(text));
    }

    private static boolean isAddress(String text) {
      try {
        URI uri = new URI(text);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return (scheme.equals("https") || scheme.equals("http"))
            && uri.getHost() != null
            && uri.getRawUserInfo() == null
            && uri.getRawFragment() == null
            && uri.getPort() != 0
            && uri.getPort() <= LAST_PORT
            && text.chars().allMatch(c -> c > ' ' && c < 0x7f);
      } catch (URISyntaxException e) {
        return false;
      }
    }
  }
}
