package com.leadignite.auth.key;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;

/** The keys in force, in memory: signing asks no database. */
@Singleton
public final class SigningKeys {

  /** Before anything else of this service starts: what comes after may need a token. */
  private static final int FIRST = 100;

  static final Duration RELOAD_EVERY = Duration.ofMinutes(1);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  private final RotateKeys rotateKeys;
  private volatile KeyRing ring = new KeyRing(List.of());

  SigningKeys(RotateKeys rotateKeys) {
    this.rotateKeys = rotateKeys;
  }

  void load(@Observes @Priority(FIRST) StartupEvent start) {
    ring = rotateKeys.loadOrMake().await().atMost(START_TIMEOUT);
  }

  /** Learns of keys that another replica made, and replaces a key that is old. */
  @Scheduled(every = "60s", delayed = "60s", identity = "reload-signing-keys")
  Uni<Void> reload() {
    return rotateKeys.rotateIfDue().invoke(loaded -> ring = loaded).replaceWithVoid();
  }

  /** Replaces the active key now; fails with rotation-too-soon. */
  Uni<KeyRing> rotate() {
    return rotateKeys.rotate().invoke(rotated -> ring = rotated);
  }

  /** The key to sign with; its {@code kid} is in it. */
  public EllipticCurveJsonWebKey signing() {
    return ring.active().pair();
  }

  /** The public halves of all published keys, as JWKs. */
  public List<JsonWebKey> published() {
    return ring.keys().stream().<JsonWebKey>map(SigningKey::pair).toList();
  }
}
