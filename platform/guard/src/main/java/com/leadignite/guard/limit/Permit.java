package com.leadignite.guard.limit;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.time.Duration;

/**
 * The result of a limit for one call.
 *
 * @param limit the limit that was asked
 * @param permits calls it allows within its window
 * @param windowSeconds the window's length in seconds
 * @param allowed whether the call is allowed
 * @param remaining calls left in the window, this one taken off; 0 if not allowed
 * @param retryAfter when to retry; zero if allowed
 */
public record Permit(
    Limit limit,
    int permits,
    long windowSeconds,
    boolean allowed,
    long remaining,
    Duration retryAfter) {

  /** The {@code RateLimit-Policy} field: {@code "read";q=1200;w=60}. */
  public String policyField() {
    return "\"" + limit.wireName() + "\";q=" + permits + ";w=" + windowSeconds;
  }

  /** The {@code RateLimit} field: {@code "read";r=1199;t=60}. */
  public String field() {
    return "\""
        + limit.wireName()
        + "\";r="
        + remaining
        + ";t="
        + (allowed ? windowSeconds : retryAfterSeconds());
  }

  /** {@link #retryAfter} in whole seconds, rounded up and at least 1, as Retry-After wants it. */
  public long retryAfterSeconds() {
    return Math.max(1, (retryAfter.toMillis() + 999) / 1000);
  }

  /** The 429 for a call that is not allowed, with Retry-After and the RateLimit fields. */
  public Problem problem() {
    return new Problem(
            CommonProblem.TOO_MANY_REQUESTS, "Try again in " + retryAfterSeconds() + " seconds.")
        .header("Retry-After", Long.toString(retryAfterSeconds()))
        .header("RateLimit-Policy", policyField())
        .header("RateLimit", field());
  }
}
