package com.leadignite.leads.call;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The rules over several members of a call: it ends after it began, and a cost has a currency. */
@Documented
@Constraint(validatedBy = ConsistentCall.Validator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConsistentCall {

  /** Not used: the message says which of the rules is broken. */
  String message() default "is inconsistent";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a call to the rules. */
  final class Validator implements ConstraintValidator<ConsistentCall, CallDetails> {

    @Override
    public boolean isValid(CallDetails call, ConstraintValidatorContext context) {
      context.disableDefaultConstraintViolation();
      boolean backwards =
          call.startedAt() != null
              && call.endedAt() != null
              && call.endedAt().isBefore(call.startedAt());
      boolean priceless = (call.costMicros() == null) != (call.currency() == null);
      if (backwards) {
        add(context, "endedAt", "must not be before started_at");
      }
      if (priceless) {
        add(context, "currency", "is needed with cost_micros, and only with it");
      }
      return !backwards && !priceless;
    }

    private static void add(ConstraintValidatorContext context, String member, String message) {
      context
          .buildConstraintViolationWithTemplate(message)
          .addPropertyNode(member)
          .addConstraintViolation();
    }
  }
}
