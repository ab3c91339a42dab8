package com.leadignite.auth.admin;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For how long a person may not sign in, as Supabase's clients send it: a duration as Go writes
 * them, {@code 24h} or {@code 1h30m}, or {@code none}.
 *
 * @param length how long; null lifts a ban
 */
public record BanDuration(@Nullable Duration length) {

  private static final String NONE = "none";
  private static final int LONGEST_TEXT = 64;
  private static final Pattern PART =
      Pattern.compile("(\\d{1,12}(?:\\.\\d{1,9})?)(ns|us|\u00b5s|\u03bcs|ms|s|m|h)");

  /** What Go's durations can hold, about 292 years: their nanoseconds are 63 bits. */
  private static final BigDecimal MOST_NANOS = BigDecimal.valueOf(Long.MAX_VALUE);

  private static final Map<String, Long> NANOS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "\u00b5s", 1_000L,
          "\u03bcs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  /** Reads a duration; empty if it is not one, is negative or longer than Go's can be. */
  public static Optional<BanDuration> parse(String text) {
    if (text.equals(NONE)) {
      return Optional.of(new BanDuration(null));
    }
    if (text.isEmpty() || text.length() > LONGEST_TEXT) {
      return Optional.empty();
    }
    BigDecimal nanos = BigDecimal.ZERO;
    Matcher part = PART.matcher(text);
    int end = 0;
    while (end < text.length()) {
      if (!part.find(end) || part.start() != end) {
        return Optional.empty();
      }
      long unit = NANOS.getOrDefault(part.group(2), 0L);
      nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(unit)));
      end = part.end();
    }
    return nanos.compareTo(MOST_NANOS) > 0
        ? Optional.empty()
        : Optional.of(
            new BanDuration(
                Duration.ofNanos(nanos.setScale(0, RoundingMode.DOWN).longValueExact())));
  }

  /** Until when a ban that begins now holds; null if it is lifted. */
  @Nullable Instant until(Instant now) {
    return length == null ? null : now.plus(length);
  }
}
