package com.leadignite.auth.token;

import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.revocation.Revocations;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Revokes tokens, in two steps: stored in the transaction that ends the session, so that no
 * revocation is lost; then published to Redis, which every service asks on every request.
 */
@Singleton
public final class RevokeTokens {

  private static final int BATCH = 500;

  private final RevocationStore store;
  private final Revocations redis;
  private final Ids ids;

  RevokeTokens(RevocationStore store, Revocations redis, Ids ids) {
    this.store = store;
    this.redis = redis;
    this.ids = ids;
  }

  /** Stores that the tokens of these sessions are revoked. */
  public Uni<List<Revocation>> ofSessions(
      Transaction transaction, TenantId tenant, UserId user, List<SessionId> sessions) {
    return ofSessions(transaction, tenant, Map.of(user, sessions));
  }

  /** Stores that the tokens of sessions of several people are revoked. */
  public Uni<List<Revocation>> ofSessions(
      Transaction transaction, TenantId tenant, Map<UserId, List<SessionId>> sessions) {
    return sessions.values().stream().allMatch(List::isEmpty)
        ? Uni.createFrom().item(List.of())
        : store(
            transaction,
            now ->
                sessions.entrySet().stream()
                    .flatMap(person ->
                        person.getValue().stream()
                            .map(session -> revocation(tenant, person.getKey(), session, now)))
                    .toList());
  }

  private Revocation revocation(TenantId tenant, UserId user, SessionId session, Instant now) {
    return new Revocation(ids.next(), tenant, user, session, false, now);
  }

  /**
   * Stores that every token issued to the person until now is revoked. Call it after the statement
   * that made it so: a token minted from what was there before carries an earlier time.
   */
  public Uni<List<Revocation>> ofEverything(Transaction transaction, TenantId tenant, UserId user) {
    return store(
        transaction, now -> List.of(new Revocation(ids.next(), tenant, user, null, false, now)));
  }

  /** As {@link #ofEverything}, of the tokens for that organization alone. */
  public Uni<List<Revocation>> ofTenant(Transaction transaction, TenantId tenant, UserId user) {
    return store(
        transaction, now -> List.of(new Revocation(ids.next(), tenant, user, null, true, now)));
  }

  /** As {@link #ofTenant(Transaction, TenantId, UserId)}, of several people. */
  public Uni<List<Revocation>> ofTenant(
      Transaction transaction, TenantId tenant, List<UserId> users) {
    return users.isEmpty()
        ? Uni.createFrom().item(List.of())
        : store(
            transaction,
            now ->
                users.stream()
                    .map(user -> new Revocation(ids.next(), tenant, user, null, true, now))
                    .toList());
  }

  /** PostgreSQL's time: what is read afterwards carries a later one. */
  public Uni<Instant> databaseTime() {
    return store.now();
  }

  /**
   * At PostgreSQL's time, which tokens carry too: were it that of this replica, a token from one
   * whose clock is ahead would survive.
   */
  private Uni<List<Revocation>> store(
      Transaction transaction, Function<Instant, List<Revocation>> at) {
    return store
        .now(transaction)
        .map(at)
        .call(revocations -> store.insert(transaction, revocations));
  }

  /**
   * Publishes revocations to Redis, a few hundred at a time: a person with ten thousand sessions
   * must not delay everybody else. Fails with unavailable, 503, if Redis does not answer: the
   * revocations are published later all the same, but until then the tokens are accepted.
   */
  public Uni<Void> publish(List<Revocation> revocations) {
    return Multi.createFrom()
        .iterable(batches(revocations))
        .onItem()
        .transformToUniAndConcatenate(this::publishBatch)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private static List<List<Revocation>> batches(List<Revocation> revocations) {
    List<List<Revocation>> batches = new ArrayList<>();
    for (int from = 0; from < revocations.size(); from += BATCH) {
      batches.add(revocations.subList(from, Math.min(from + BATCH, revocations.size())));
    }
    return batches;
  }

  private Uni<Void> publishBatch(List<Revocation> batch) {
    Map<UserId, List<SessionId>> sessions = new LinkedHashMap<>();
    List<Uni<Void>> told = new ArrayList<>();
    for (Revocation each : batch) {
      SessionId session = each.sessionId();
      if (session != null) {
        sessions.computeIfAbsent(each.userId(), user -> new ArrayList<>()).add(session);
      } else {
        told.add(tell(each));
      }
    }
    sessions.forEach((user, ended) -> told.add(redis.revokeSessions(user.toString(), ended)));
    return Uni.join().all(told).andFailFast().chain(() -> store.markPublished(batch));
  }

  private Uni<Void> tell(Revocation revocation) {
    String key = revocation.userId().toString();
    return revocation.inTenantOnly()
        ? redis.revokeIssuedUntil(key, revocation.tenantId(), revocation.revokedAt())
        : redis.revokeAllIssuedUntil(key, revocation.revokedAt());
  }
}
