package com.leadignite.guard.page;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A page is asked for with no {@code limit}, or with one that is a number from 1 to {@link
 * PageRequest#MAX_LIMIT}. It is text, because the framework answers 404 to what it cannot convert
 * to a number.
 */
@Constraint(validatedBy = PageLimit.Validator.class)
@Target(TYPE)
@Retention(RUNTIME)
@interface PageLimit {

  String RULE = "must be a whole number from 1 to " + PageRequest.MAX_LIMIT;

  String message() default RULE;

  Class<?>[] groups() default {};

  Class<? extends Payload>[] payload() default {};

  /** Checks it. */
  final class Validator implements ConstraintValidator<PageLimit, PageRequest> {

    private static final Pattern ONE_TO_200 = Pattern.compile("[1-9][0-9]?|1[0-9]{2}|200");

    @Override
    public boolean isValid(PageRequest request, ConstraintValidatorContext context) {
      if (isValid(request.limits())) {
        return true;
      }
      context.disableDefaultConstraintViolation();
      context
          .buildConstraintViolationWithTemplate(RULE)
          .addPropertyNode("limit")
          .addConstraintViolation();
      return false;
    }

    static boolean isValid(List<String> texts) {
      return texts.isEmpty()
          || (texts.size() == 1 && ONE_TO_200.matcher(texts.getFirst()).matches());
    }
  }
}
