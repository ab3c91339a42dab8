package com.leadignite.guard.page;

import static java.lang.annotation.ElementType.FIELD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a parameter that says how many items a page has: none, or one that is a number from
 * 1 to {@link PageRequest#MAX_LIMIT}. Text, because what the framework cannot convert to a number
 * it answers 404.
 */
@Constraint(validatedBy = PageLimit.Validator.class)
@Target(FIELD)
@Retention(RUNTIME)
@interface PageLimit {

  String RULE = "must be a whole number from 1 to " + PageRequest.MAX_LIMIT;

  String message() default RULE;

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<PageLimit, List<String>> {

    private static final Pattern ONE_TO_200 = Pattern.compile("[1-9][0-9]?|1[0-9]{2}|200");

    @Override
    public boolean isValid(@Nullable List<String> texts, ConstraintValidatorContext context) {
      return texts == null || isValid(texts);
    }

    static boolean isValid(List<String> texts) {
      return texts.isEmpty()
          || (texts.size() == 1 && ONE_TO_200.matcher(texts.getFirst()).matches());
    }
  }
}
