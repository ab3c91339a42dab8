package com.leadignite.auth.token;

import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.revocation.Revocations;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Takes tokens back, in two steps: stored in the transaction that ends the session, so that it
 * cannot be forgotten; then told to Redis, which every service asks on every request.
 */
@Singleton
public final class RevokeTokens {

  private final RevocationStore store;
  private final Revocations redis;
  private final Ids ids;
  private final Clock clock;

  RevokeTokens(RevocationStore store, Revocations redis, Ids ids, Clock clock) {
    this.store = store;
    this.redis = redis;
    this.ids = ids;
    this.clock = clock;
  }

  /** Stores that tokens of these sessions are good no longer. */
  public Uni<List<Revocation>> ofSessions(
      Transaction transaction, TenantId tenant, UserId user, List<SessionId> sessions) {
    List<Revocation> revocations =
        sessions.stream()
            .map(session -> new Revocation(ids.next(), tenant, user, session, clock.instant()))
            .toList();
    return revocations.isEmpty()
        ? Uni.createFrom().item(revocations)
        : store.insert(transaction, revocations).replaceWith(revocations);
  }

  /**
   * Stores that no token issued to the person until now is good any longer. To be called after the
   * statement that made it so: a token minted from what was there before carries an earlier time.
   */
  public Uni<List<Revocation>> ofEverything(Transaction transaction, TenantId tenant, UserId user) {
    List<Revocation> revocations =
        List.of(new Revocation(ids.next(), tenant, user, null, clock.instant()));
    return store.insert(transaction, revocations).replaceWith(revocations);
  }

  /**
   * Tells Redis. Fails with unavailable, 503, where it does not answer: the revocations are told
   * later all the same, but until then the tokens are good.
   */
  public Uni<Void> publish(List<Revocation> revocations) {
    if (revocations.isEmpty()) {
      return Uni.createFrom().voidItem();
    }
    return Uni.join()
        .all(revocations.stream().map(this::tell).toList())
        .andFailFast()
        .chain(() -> store.markPublished(revocations, clock.instant()));
  }

  private Uni<Void> tell(Revocation revocation) {
    String key = revocation.userId().toString();
    SessionId session = revocation.sessionId();
    return session == null
        ? redis.revokeAllIssuedUntil(key, revocation.revokedAt())
        : redis.revokeSession(key, session);
  }
}
