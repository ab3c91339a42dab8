package com.leadignite.webhook.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that ended. Does not print the response.
 *
 * @param status what the endpoint answered; null if it did not
 * @param response the beginning of its body; null if there was no answer
 * @param retryAfter what it asked for; null if it did not
 */
record Attempt(
    Instant at,
    int millis,
    Outcome outcome,
    @Nullable Integer status,
    @Nullable String response,
    @Nullable String retryAfter) {

  @Override
  public String toString() {
    return "Attempt[" + outcome + "]";
  }
}
