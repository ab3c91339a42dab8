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
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A country of ISO 3166-1 in two capital letters. */
@Documented
@Line(max = 2)
@Constraint(validatedBy = Country.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface Country {

  /** What the caller is answered. */
  String message() default "must be a country of ISO 3166-1 in two capital letters";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a text to the constraint. */
  final class Validator implements ConstraintValidator<Country, String> {

    /** ISO 3166-1, and Kosovo's code, which everybody uses although ISO only sets it free. */
    private static final Set<String> CODES =
        Stream.concat(Arrays.stream(Locale.getISOCountries()), Stream.of("XK"))
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || CODES.contains(text);
    }
  }
}
