package com.leadignite.guard.time;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

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

  /** More than any moment's text has. */
  public static final int LONGEST = 40;

  private static final Instant FIRST_YEAR = Instant.parse("0000-01-01T00:00:00Z");
  private static final int SECONDS_A_DAY = 86_400;
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
    char[] text = new char[LONGEST];
    return new String(text, 0, write(moment, text));
  }

  /**
   * Writes the same to the beginning of an array of {@link #LONGEST} characters. Digit by digit:
   * Java's formatter makes a dozen objects of a moment, and an executable pays for each.
   *
   * @return how many characters there are
   */
  public static int write(Instant moment, char[] text) {
    if (moment.isBefore(FIRST_YEAR) || !moment.isBefore(END)) {
      String odd = micros(moment).toString();
      odd.getChars(0, odd.length(), text, 0);
      return odd.length();
    }
    LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(moment.getEpochSecond(), SECONDS_A_DAY));
    int second = Math.floorMod(moment.getEpochSecond(), SECONDS_A_DAY);
    digits(day.getYear(), 4, text, 0, '-');
    digits(day.getMonthValue(), 2, text, 5, '-');
    digits(day.getDayOfMonth(), 2, text, 8, 'T');
    digits(second / 3600, 2, text, 11, ':');
    digits(second / 60 % 60, 2, text, 14, ':');
    int micros = moment.getNano() / 1_000;
    if (micros == 0) {
      return digits(second % 60, 2, text, 17, 'Z');
    }
    int fraction = digits(second % 60, 2, text, 17, '.');
    return micros % 1_000 == 0
        ? digits(micros / 1_000, 3, text, fraction, 'Z')
        : digits(micros, 6, text, fraction, 'Z');
  }

  /** Writes a number in so many digits and a character after it; returns where that ends. */
  private static int digits(int number, int count, char[] text, int at, char after) {
    int rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    text[at + count] = after;
    return at + count + 1;
  }
}
