package com.leadignite.auth.mfa;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Challenges a person to show a factor. */
@Singleton
public final class ChallengeFactor {

  private final ChangeFactors changeFactors;
  private final ChallengeStore store;
  private final MfaConfig config;
  private final Ids ids;
  private final Clock clock;

  ChallengeFactor(
      ChangeFactors changeFactors, ChallengeStore store, MfaConfig config, Ids ids, Clock clock) {
    this.changeFactors = changeFactors;
    this.store = store;
    this.config = config;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes a challenge for the caller's session; fails with factor-not-found. */
  public Uni<Challenge> challenge(Caller.Person caller, UUID factor) {
    Instant expiresAt =
        clock.instant().plus(config.challengeLife()).truncatedTo(ChronoUnit.SECONDS);
    return changeFactors.holding(
        caller,
        (tx, held) -> {
          Challenge challenge =
              new Challenge(ids.next(), factor, held.get(factor).factor().type(), expiresAt);
          return store.insert(tx, challenge, caller.sessionId(), expiresAt).replaceWith(challenge);
        });
  }

  @Scheduled(every = "10m", delayed = "10m", identity = "delete-expired-challenges")
  Uni<Void> deleteExpired() {
    return store.deleteExpired(clock.instant());
  }
}
