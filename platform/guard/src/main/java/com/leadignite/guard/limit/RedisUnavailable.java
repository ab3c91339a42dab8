package com.leadignite.guard.limit;

import org.jspecify.annotations.Nullable;

/** Redis did not answer, or did not answer in time. */
public final class RedisUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Redis did not answer.
   *
   * @param message what happened
   * @param cause why, or null
   */
  public RedisUnavailable(String message, @Nullable Throwable cause) {
    // Without a stack: under load there are thousands a second meanwhile.
    super(message, cause, false, false);
  }
}
