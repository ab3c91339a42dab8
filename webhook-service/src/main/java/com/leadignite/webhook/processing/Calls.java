package com.leadignite.webhook.processing;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What reports of calls have in common. */
final class Calls {

  static final int SUMMARY = 10_000;
  static final int TRANSCRIPT = 200_000;
  private static final int NUMBER = 40;
  private static final String RECORDING = "https://[!-~]{1,2040}";

  private Calls() {}

  /** A report, unless nothing says whose it is. */
  static Reading report(LeadBuilder lead, Report.@Nullable Call call) {
    return lead.isNamed()
        ? Reading.Reports.of(new Report(lead.build(), call))
        : new Reading.Ignored("nothing says which lead it is about");
  }

  /** A number of somebody, as it is kept. */
  static @Nullable String number(Payload number) {
    return Payload.line(number.text(), NUMBER);
  }

  /** The address of a recording; null if it is none that can be linked to. */
  static @Nullable String recording(Payload... places) {
    for (Payload place : places) {
      String text = place.text();
      if (text != null && text.matches(RECORDING)) {
        return text;
      }
    }
    return null;
  }

  /** The first of them that is a time. */
  static @Nullable Instant time(Payload... places) {
    for (Payload place : places) {
      Instant time = place.time();
      if (time != null) {
        return time;
      }
    }
    return null;
  }

  /** The first of them that is a text. */
  static @Nullable String text(Payload... places) {
    for (Payload place : places) {
      String text = place.text();
      if (text != null && !text.isBlank()) {
        return text;
      }
    }
    return null;
  }

  /** The end of a call; null if it would be before its beginning. */
  static @Nullable Instant end(@Nullable Instant start, @Nullable Instant end) {
    return start != null && end != null && end.isBefore(start) ? null : end;
  }
}
