package com.leadignite.leads.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Fills what is empty in a call that is reported again; never replaces what is there. */
final class FilledCall {

  private FilledCall() {}

  /**
   * The details with what a report adds. A time that contradicts the one that is there is left out:
   * the call would end before it began.
   */
  static CallDetails details(CallDetails call, CallDetails reported) {
    Instant start = or(call.startedAt(), reported.startedAt());
    Instant end = or(call.endedAt(), reported.endedAt());
    boolean agree = start == null || end == null || !end.isBefore(start);
    // What only followed from the report's times follows from those that are kept.
    Integer duration = reported.durationFollows() ? null : reported.durationSeconds();
    boolean priced = call.costMicros() != null;
    return new CallDetails(
        call.direction(),
        call.status().then(reported.status()),
        or(call.outcome(), reported.outcome()),
        agree ? start : call.startedAt(),
        agree ? end : call.endedAt(),
        or(call.durationSeconds(), duration),
        or(call.fromNumber(), reported.fromNumber()),
        or(call.toNumber(), reported.toNumber()),
        or(call.summary(), reported.summary()),
        or(call.transcript(), reported.transcript()),
        or(call.recordingUrl(), reported.recordingUrl()),
        priced ? call.costMicros() : reported.costMicros(),
        priced ? call.currency() : reported.currency());
  }

  /** Where it is from, with what a report adds. */
  static Provenance provenance(Provenance call, Provenance reported) {
    return new Provenance(
        call.provider(),
        call.providerCallId(),
        or(call.assistantId(), reported.assistantId()),
        or(call.assistantName(), reported.assistantName()),
        or(call.endedReason(), reported.endedReason()));
  }

  private static <T> @Nullable T or(@Nullable T there, @Nullable T reported) {
    return there == null ? reported : there;
  }
}
