package com.leadignite.guard.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Moments in one precision, the microsecond, which is PostgreSQL's, and in one text form, RFC 3339:
 * what is answered before it is stored reads like what is read back.
 */
public final class Timestamps {

  /** RFC 3339, section 5.6, whose "T" and "Z" may be in lower case. Fields have fixed lengths. */
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "([Zz]|[+-][0-9]{2}:[0-9]{2})");

  private static final Instant MIN = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

  private Timestamps() {}

  /** This moment. */
  public static Instant now(Clock clock) {
    return micros(clock.instant());
  }

  /** The moment without what is smaller than a microsecond. */
  public static Instant micros(Instant moment) {
    return moment.truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Reads a date-time of RFC 3339: with seconds, with an offset, in the years 1 to 9999 (UTC).
   *
   * @return the moment to the microsecond; empty if the text is no such date-time. Leap seconds are
   *     none
   */
  public static Optional<Instant> parse(String text) {
    if (!DATE_TIME.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      Instant moment = OffsetDateTime.parse(text.toUpperCase(Locale.ROOT)).toInstant();
      return moment.isBefore(MIN) || !moment.isBefore(END)
          ? Optional.empty()
          : Optional.of(micros(moment));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /**
   * Writes a moment as RFC 3339 in UTC, with as many digits of the second as it needs: none, three
   * or six.
   */
  public static String format(Instant moment) {
    return micros(moment).toString();
  }

  /** The moment as a parameter of a statement; null for null. */
  public static @Nullable OffsetDateTime column(@Nullable Instant moment) {
    return moment == null ? null : moment.atOffset(ZoneOffset.UTC);
  }
}
