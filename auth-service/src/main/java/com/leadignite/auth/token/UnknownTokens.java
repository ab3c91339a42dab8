package com.leadignite.auth.token;

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
 * Secrets of 256 bits that were shown and are nobody's: each is an event, and an address that shows
 * many is told to wait. Whoever shows a good one goes on at the same address, since an office is
 * not to pay for one guesser, and no number of guesses finds one.
 */
@Singleton
public final class UnknownTokens {

  private final RateLimiter limiter;
  private final Rows rows;
  private final AuditEvents events;
  private final CurrentRequest request;

  UnknownTokens(RateLimiter limiter, Rows rows, AuditEvents events, CurrentRequest request) {
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
