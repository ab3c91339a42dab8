package com.leadignite.webhook.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a failed attempt is made again. */
final class Backoff {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,9}");
  private static final double JITTER = 0.2;

  private final List<Duration> pauses;
  private final Duration longestRetryAfter;
  private final RandomGenerator random;

  Backoff(List<Duration> pauses, Duration longestRetryAfter, RandomGenerator random) {
    this.pauses = List.copyOf(pauses);
    this.longestRetryAfter = longestRetryAfter;
    this.random = random;
  }

  /**
   * The pause after a failed attempt, up to a fifth longer than configured, so that what failed
   * together does not return together; empty after the last.
   *
   * @param attempts how many there were, this one included
   * @param retryAfter what the endpoint asks for; null if it does not
   */
  Optional<Duration> pause(int attempts, @Nullable String retryAfter, Instant now) {
    if (attempts > pauses.size()) {
      return Optional.empty();
    }
    Duration configured = pauses.get(attempts - 1);
    long extra = (long) (configured.toMillis() * JITTER * random.nextDouble());
    Duration pause = configured.plusMillis(extra);
    Duration asked = asked(retryAfter, now);
    return Optional.of(asked.compareTo(pause) > 0 ? asked : pause);
  }

  private Duration asked(@Nullable String retryAfter, Instant now) {
    Duration asked = retryAfter == null ? Duration.ZERO : parse(retryAfter.strip(), now);
    return asked.compareTo(longestRetryAfter) > 0 ? longestRetryAfter : asked;
  }

  /** Seconds, or a date; what is neither asks for nothing. */
  private static Duration parse(String text, Instant now) {
    if (SECONDS.matcher(text).matches()) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      ZonedDateTime date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME);
      return Duration.between(now, date.toInstant());
    } catch (DateTimeParseException _) {
      return Duration.ZERO;
    }
  }
}
