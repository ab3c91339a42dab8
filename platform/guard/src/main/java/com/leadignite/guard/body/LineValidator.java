package com.leadignite.guard.body;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Holds a text to {@link Line}. */
public final class LineValidator implements ConstraintValidator<Line, String> {

  private int max;

  @Override
  public void initialize(Line line) {
    max = line.max();
  }

  @Override
  public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
    Optional<String> fault = text == null ? Optional.empty() : Lines.fault(text, max);
    fault.ifPresent(message -> {
      context.disableDefaultConstraintViolation();
      context.buildConstraintViolationWithTemplate(message).addConstraintViolation();
    });
    return fault.isEmpty();
  }
}
