package com.leadignite.auth.token;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * When a token counts as issued: when what it says was read, by PostgreSQL's clock. A token that
 * knows of a revocation is not revoked by it, though its transaction may have begun before. Both
 * are compared in whole milliseconds.
 */
public final class IssueTime {

  private IssueTime() {}

  /**
   * The time to mint with.
   *
   * @param revokedAt until when all tokens of the person were revoked, or null
   * @param readAt when the person was read
   */
  public static Instant of(@Nullable Instant revokedAt, Instant readAt) {
    Instant read = readAt.truncatedTo(ChronoUnit.MILLIS);
    if (revokedAt == null) {
      return read;
    }
    Instant next = revokedAt.truncatedTo(ChronoUnit.MILLIS).plusMillis(1);
    return read.isBefore(next) ? next : read;
  }
}
