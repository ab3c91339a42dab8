package com.leadignite.auth.throttle;

import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Secrets of 256 bits that match nothing: each is an audit event, and an address that sends many
 * has to wait. Valid secrets from the same address are still accepted: an office does not pay for
 * one guesser, and no number of guesses finds a secret.
 */
@Singleton
public final class InvalidSecrets {

  private final RateLimiter limiter;
  private final Rows rows;
  private final AuditEvents events;
  private final CurrentRequest request;

  InvalidSecrets(RateLimiter limiter, Rows rows, AuditEvents events, CurrentRequest request) {
    this.limiter = limiter;
    this.rows = rows;
    this.events = events;
    this.request = request;
  }

  /**
   * Refuses one.
   *
   * @param action how the audit log calls it
   * @param why what to answer
   * @return never an item; fails with {@code why} or with too-many-requests
   */
  public <T> Uni<T> refuse(String action, Problem why) {
    String network = request.info().orElseThrow().address().network();
    return limiter
        .require(Limit.UNKNOWN_TOKEN, network)
        .chain(() ->
            rows.asService()
                .transaction(tx -> {
                  tx.record(
                      events
                          .of(action)
                          .outcome(Outcome.FAILED)
                          .meta("reason", why.type().slug())
                          .build());
                  return Uni.createFrom().voidItem();
                }))
        .chain(() -> Uni.createFrom().failure(why));
  }
}
