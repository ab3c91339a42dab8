package com.leadignite.audit.event;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.constraints.Size;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** An IP address, or a network in CIDR notation; see {@link AddressRange}. */
@Documented
@Size(max = 50)
@Constraint(validatedBy = Network.Validator.class)
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@interface Network {

  /** What the caller is answered. */
  String message() default "must be an address or a network such as 192.0.2.0/24";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a text to the constraint. */
  final class Validator implements ConstraintValidator<Network, String> {

    @Override
    public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
      return text == null || AddressRange.of(text).isPresent();
    }
  }
}
