package com.leadignite.auth.mfa;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.id.Ids;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Challenges a person to show a factor. */
@Singleton
public final class ChallengeFactor {

  private final ChangeFactors changeFactors;
  private final ChallengeStore store;
  private final MfaConfig config;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;

  ChallengeFactor(
      ChangeFactors changeFactors,
      ChallengeStore store,
      MfaConfig config,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    this.changeFactors = changeFactors;
    this.store = store;
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** Makes a challenge for the caller's session; fails with factor-not-found. */
  public Uni<Challenge> challenge(Caller.Person caller, UUID factor) {
    return changeFactors.holding(
        caller,
        (tx, held) -> {
          Challenge challenge = make(factor, held.get(factor).factor().type());
          return store.insert(tx, challenge, caller.sessionId()).replaceWith(challenge);
        });
  }

  /**
   * A challenge that is not stored yet.
   *
   * @param factor which factor; null for whichever passkey the person has or registers
   */
  public Challenge make(@Nullable UUID factor, String type) {
    return new Challenge(
        ids.next(),
        factor,
        type,
        RandomToken.make(random),
        clock.instant().plus(config.challengeLife()).truncatedTo(ChronoUnit.SECONDS));
  }

  @Scheduled(every = "10m", delayed = "10m", identity = "delete-expired-challenges")
  Uni<Void> deleteExpired() {
    return store.deleteExpired(clock.instant());
  }
}
