package com.leadignite.audit.event;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who may read which organization's events. */
final class EventPolicy {

  private EventPolicy() {}

  /** What the policy says. */
  enum Decision {
    ALLOWED,
    DENIED
  }

  /**
   * Whether the caller may read.
   *
   * @param tenantId the organization whose events are asked for; null for those of all, and those
   *     that belong to none
   */
  static Decision decideRead(Caller caller, @Nullable UUID tenantId) {
    return switch (caller) {
      case Caller.Person person
          when person.role() == Role.PLATFORM_ADMIN
              || (person.role() == Role.ADMIN && person.tenantId().value().equals(tenantId)) ->
          Decision.ALLOWED;
      case Caller.Person person -> Decision.DENIED;
      case Caller.Service service -> Decision.DENIED;
    };
  }

  /** The organization a reader means who names none; null for all. */
  static @Nullable UUID ownScope(Caller.Person person) {
    return person.role() == Role.PLATFORM_ADMIN ? null : person.tenantId().value();
  }
}
