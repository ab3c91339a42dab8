package com.leadignite.guard.body;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** A time within some years (UTC), so that what was mistyped is not stored. */
@Documented
@Constraint(validatedBy = Years.Validator.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Years {

  /** The first year. */
  int from();

  /** The last year, all of it. */
  int to();

  /** What the caller is answered. */
  String message() default "must be a time from {from} to {to}";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a time to the constraint. */
  final class Validator implements ConstraintValidator<Years, Instant> {

    private int from;
    private int to;

    @Override
    public void initialize(Years years) {
      from = years.from();
      to = years.to();
    }

    @Override
    public boolean isValid(@Nullable Instant time, ConstraintValidatorContext context) {
      int year = time == null ? from : time.atOffset(ZoneOffset.UTC).getYear();
      return year >= from && year <= to;
    }
  }
}
