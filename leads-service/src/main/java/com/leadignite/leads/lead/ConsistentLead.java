package com.leadignite.leads.lead;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The rules over several members of a lead: it can be recognized, and is not dead for no reason.
 */
@Documented
@Constraint(validatedBy = ConsistentLead.Validator.class)
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@interface ConsistentLead {

  /** Not used: the message says which of the rules is broken. */
  String message() default "is inconsistent";

  /** As Bean Validation has it. */
  Class<?>[] groups() default {};

  /** As Bean Validation has it. */
  Class<? extends Payload>[] payload() default {};

  /** Holds a lead to the rules. */
  final class Validator implements ConstraintValidator<ConsistentLead, LeadDetails> {

    @Override
    public boolean isValid(LeadDetails lead, ConstraintValidatorContext context) {
      context.disableDefaultConstraintViolation();
      boolean dead = lead.status() == LeadStatus.DEAD && lead.statusReason() == null;
      if (dead) {
        add(context, "statusReason", "is needed if the status is dead");
      }
      if (!lead.canBeRecognized()) {
        add(
            context,
            "lastName",
            "a lead needs a name, a company, an e-mail address or a phone number");
      }
      return !dead && lead.canBeRecognized();
    }

    private static void add(ConstraintValidatorContext context, String member, String message) {
      context
          .buildConstraintViolationWithTemplate(message)
          .addPropertyNode(member)
          .addConstraintViolation();
    }
  }
}
