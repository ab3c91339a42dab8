package com.leadignite.auth.key;

import com.leadignite.auth.key.SigningKey.Active;
import com.leadignite.auth.key.SigningKey.Retired;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;

/**
 * Makes the first keys and replaces the active one. Whatever number of replicas try at once, one
 * wins and the others find its keys.
 */
@Singleton
final class RotateKeys {

  /** Far more than they do: a replica that is ahead deletes no key that others still publish. */
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  private final Rows rows;
  private final KeyStore store;
  private final NewKeys newKeys;
  private final AuditEvents events;
  private final KeyConfig config;
  private final Clock clock;

  RotateKeys(
      Rows rows,
      KeyStore store,
      NewKeys newKeys,
      AuditEvents events,
      KeyConfig config,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.newKeys = newKeys;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  /** The present keys; makes an active and a next one if there are none. */
  Uni<KeyRing> loadOrMake() {
    return rows.asService()
        .transaction(tx ->
            store
                .lockPublished(tx, clock.instant())
                .chain(ring -> ring.isEmpty() ? makeFirst(tx) : Uni.createFrom().item(ring)));
  }

  private Uni<KeyRing> makeFirst(Transaction tx) {
    Instant now = clock.instant();
    return store
        .insert(tx, newKeys.make(now).activate(now))
        .chain(() -> store.insert(tx, newKeys.make(now)))
        .chain(() -> store.lockPublished(tx, now));
  }

  /**
   * Replaces the active key by the next one.
   *
   * @return the keys afterwards; fails with rotation-too-soon if verifiers may not have the next
   *     key yet
   */
  Uni<KeyRing> rotate() {
    return rotateWhere(ring -> {
      if (!isKnownEverywhere(ring)) {
        throw AuthProblem.ROTATION_TOO_SOON.problem();
      }
      return true;
    });
  }

  /**
   * Replaces all keys, at once and without an overlap: what they signed is valid nowhere any more,
   * as soon as verifiers read the keys again. For keys that somebody else may have.
   */
  Uni<KeyRing> replaceAll() {
    return rows.asService()
        .transaction(tx ->
            store
                .lockPublished(tx, clock.instant())
                .chain(ring ->
                    store
                        .deleteAll(tx)
                        .chain(() -> makeFirst(tx))
                        .invoke(made -> {
                          tx.record(replaced(ring, made));
                        })));
  }

  private AuditEvent replaced(KeyRing before, KeyRing made) {
    return events
        .of("auth.key.replaced")
        .target("signing_key", made.active().kid(), null)
        .meta("replaced", before.keys().stream().map(SigningKey::kid).toList())
        .build();
  }

  /** Replaces the active key if it is old enough, and forgets those that verify no more. */
  Uni<KeyRing> rotateIfDue() {
    return rotateWhere(ring ->
        isKnownEverywhere(ring)
            && ring.active()
                .activatedAt()
                .plus(config.keys().rotateAfter())
                .isBefore(clock.instant()));
  }

  /** The last replica learns of a key later than it was made, and copies of its answer live on. */
  private boolean isKnownEverywhere(KeyRing ring) {
    Instant known =
        ring.next()
            .publishedAt()
            .plus(SigningKeys.STALE_AT_MOST)
            .plus(config.keys().publishAhead());
    return !known.isAfter(clock.instant());
  }

  private Uni<KeyRing> rotateWhere(Predicate<KeyRing> due) {
    return rows.asService()
        .transaction(tx ->
            store
                .lockPublished(tx, clock.instant())
                .call(() -> store.deleteExpired(tx, clock.instant().minus(CLOCKS_DIFFER)))
                .chain(ring -> ring.isEmpty() ? makeFirst(tx) : rotateWhere(tx, ring, due)));
  }

  private Uni<KeyRing> rotateWhere(Transaction tx, KeyRing ring, Predicate<KeyRing> due) {
    return due.test(ring) ? rotate(tx, ring) : Uni.createFrom().item(ring);
  }

  private Uni<KeyRing> rotate(Transaction tx, KeyRing ring) {
    Instant now = clock.instant();
    Retired retired = ring.active().retire(now, verifiableAfterRetirement());
    Active active = ring.next().activate(now);
    AuditEvent event =
        events
            .of("auth.key.rotated")
            .target("signing_key", active.kid(), null)
            .change("active_key", retired.kid(), active.kid())
            .build();
    tx.record(event);
    return store
        .update(tx, retired)
        .chain(() -> store.update(tx, active))
        .chain(() -> store.insert(tx, newKeys.make(now)))
        .chain(() -> store.lockPublished(tx, now));
  }

  /** Other replicas sign with the retired key until they next read the keys. */
  private Duration verifiableAfterRetirement() {
    return config.accessTokenLife().plus(SigningKeys.STALE_AT_MOST);
  }
}
