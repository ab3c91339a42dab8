package com.leadignite.auth.key;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;

/** The keys in force, in memory: signing asks no database. */
@Singleton
public final class SigningKeys {

  /** Before anything else of this service starts: what comes after may need a token. */
  private static final int FIRST = 100;

  /** How old the keys of a replica are at most, unless it cannot read them: two readings. */
  static final Duration STALE_AT_MOST = Duration.ofMinutes(2);

  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  private final RotateKeys rotateKeys;
  private final KeyConfig.Keys config;
  private final Clock clock;
  private volatile Loaded loaded = new Loaded(new KeyRing(List.of()), Instant.EPOCH);

  SigningKeys(RotateKeys rotateKeys, KeyConfig config, Clock clock) {
    this.rotateKeys = rotateKeys;
    this.config = config.keys();
    this.clock = clock;
  }

  /**
   * The keys as they were.
   *
   * @param at a time before they were read
   */
  private record Loaded(KeyRing ring, Instant at) {}

  void load(@Observes @Priority(FIRST) StartupEvent start) {
    keep(rotateKeys.loadOrMake()).await().atMost(START_TIMEOUT);
  }

  private Uni<KeyRing> keep(Uni<KeyRing> reading) {
    return Uni.createFrom()
        .deferred(() -> {
          Instant now = clock.instant();
          return reading.invoke(ring -> loaded = new Loaded(ring, now));
        });
  }

  /** Learns of keys that another replica made, and replaces a key that is old. */
  @Scheduled(
      every = "${leadignite.signing-keys.reload:60s}",
      delayed = "${leadignite.signing-keys.reload:60s}",
      identity = "reload-signing-keys")
  Uni<Void> reload() {
    return keep(rotateKeys.rotateIfDue()).replaceWithVoid();
  }

  /** Replaces the active key now; fails with rotation-too-soon. */
  Uni<KeyRing> rotate() {
    return keep(rotateKeys.rotate());
  }

  /** Replaces all keys now; what they signed is not valid any more. */
  Uni<KeyRing> replaceAll() {
    return keep(rotateKeys.replaceAll());
  }

  /** The key to sign with; its {@code kid} is in it. */
  public EllipticCurveJsonWebKey signing() {
    return loaded.ring().active().pair();
  }

  /** The id of the key that signs next. */
  String nextId() {
    return loaded.ring().next().kid();
  }

  /** The public halves of all published keys, as JWKs. */
  public List<JsonWebKey> published() {
    return loaded.ring().keys().stream().<JsonWebKey>map(SigningKey::pair).toList();
  }

  /**
   * For how long a copy of the published keys may be used. A copy of keys that could not be read
   * again in time, because PostgreSQL was unavailable, is valid for as much less: the others may
   * have gone on, and a key that is not in it may sign before the copy is thrown away.
   */
  Duration cacheable() {
    return cacheable(Duration.between(loaded.at(), clock.instant()), config.publishAhead());
  }

  static Duration cacheable(Duration age, Duration publishAhead) {
    Duration left = publishAhead.plus(STALE_AT_MOST).minus(age);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(publishAhead) < 0 ? left : publishAhead;
  }
}
