package com.leadignite.leads.call;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import java.util.Objects;

/**
 * What people may do with a call of a lead that they see. Who sees a lead is decided by that;
 * row-level security enforces both once more, except that it cannot tell which fields a change
 * touches.
 */
final class CallPolicy {

  private CallPolicy() {}

  /**
   * Whether they may turn the one into the other. What a provider reported stays as it was
   * reported, but for what people make of it: the outcome and the summary.
   */
  static boolean mayChange(Caller.Person caller, Call before, Call after) {
    if (!isTheirs(caller, before) || !isTheirs(caller, after)) {
      return false;
    }
    return before.provenance().provider() == null
        || Objects.equals(before.details(), asReported(before, after));
  }

  /** Whether they may delete it: admins any, others what they entered themselves. */
  static boolean mayDelete(Caller.Person caller, Call call) {
    return isTheirs(caller, call)
        && (caller.role() == Role.ADMIN || caller.userId().value().equals(call.createdBy()));
  }

  private static boolean isTheirs(Caller.Person caller, Call call) {
    boolean member =
        switch (caller.role()) {
          case USER, AGENT, MANAGER, ADMIN -> true;
          case SERVICE, PLATFORM_ADMIN -> false;
        };
    return member && call.tenantId().equals(caller.tenantId());
  }

  /** What the change leaves, with the outcome and the summary as they were. */
  private static CallDetails asReported(Call before, Call after) {
    CallDetails was = before.details();
    CallDetails is = after.details();
    return new CallDetails(
        is.direction(),
        is.status(),
        was.outcome(),
        is.startedAt(),
        is.endedAt(),
        is.durationSeconds(),
        is.fromNumber(),
        is.toNumber(),
        was.summary(),
        is.transcript(),
        is.recordingUrl(),
        is.costMicros(),
        is.currency());
  }
}
