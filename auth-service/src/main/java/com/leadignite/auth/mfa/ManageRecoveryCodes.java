package com.leadignite.auth.mfa;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes and removes a person's recovery codes, once they have just shown a second factor. */
@Singleton
public final class ManageRecoveryCodes {

  private static final String NAME = "Recovery codes";

  private final ChangeFactors changeFactors;
  private final FactorStore factors;
  private final RecoveryCodeStore store;
  private final RemoveFactor removeFactor;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;

  ManageRecoveryCodes(
      ChangeFactors changeFactors,
      FactorStore factors,
      RecoveryCodeStore store,
      RemoveFactor removeFactor,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    this.changeFactors = changeFactors;
    this.factors = factors;
    this.store = store;
    this.removeFactor = removeFactor;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** A new set and what it revokes. */
  private record Made(RecoveryCodes codes, List<Revocation> revocations) {}

  /** How many codes the caller has left; fails with factor-not-found if they never had any. */
  public Uni<RecoveryCodes.Status> status(Caller.Person caller) {
    return changeFactors.holding(caller, (tx, held) -> store.status(tx, needed(held).id()));
  }

  /**
   * Makes the caller's first set. Fails with insufficient_aal or fresh-sign-in-needed,
   * verified-factor-exists if they have one, recovery-codes-alone if they have no other factor, or
   * factor-name-conflict.
   *
   * @param name what they call the codes; null for the usual name
   */
  public Uni<RecoveryCodes> generate(Caller.Person caller, @Nullable String name) {
    return make(
        caller,
        (tx, held) -> {
          if (existing(held).isPresent()) {
            throw AuthProblem.VERIFIED_FACTOR_EXISTS.problem();
          }
          String wanted = Objects.requireNonNullElse(name, NAME);
          held.requireFree(wanted);
          Instant now = clock.instant();
          Factor factor = new Factor(ids.next(), Factor.RECOVERY_CODE, wanted, true, now, now);
          return factors
              .deleteUnfinished(tx, caller.userId(), wanted, changeFactors.enrolledSince(now))
              .chain(() ->
                  factors.insert(
                      tx, caller.userId(), new StoredFactor(factor, caller.sessionId(), null)))
              .replaceWith(factor);
        });
  }

  /** Replaces the caller's set by another, as {@link #generate} makes it; or factor-not-found. */
  public Uni<RecoveryCodes> regenerate(Caller.Person caller) {
    return make(caller, (tx, held) -> Uni.createFrom().item(needed(held)));
  }

  /** Removes the caller's set; fails as {@link #regenerate} does. */
  public Uni<UUID> remove(Caller.Person caller) {
    return changeFactors
        .holding(
            caller,
            (tx, held) -> {
              Factor factor = needed(held);
              return removeFactor
                  .remove(tx, caller, held, factor)
                  .map(revocations -> new Removed(factor.id(), revocations));
            })
        .call(removed -> revokeTokens.publish(removed.revocations()))
        .map(Removed::id);
  }

  private record Removed(UUID id, List<Revocation> revocations) {}

  @FunctionalInterface
  private interface Preparation {
    Uni<Factor> factor(Transaction tx, HeldFactors held);
  }

  private Uni<RecoveryCodes> make(Caller.Person caller, Preparation preparation) {
    return changeFactors
        .holding(
            caller,
            (tx, held) -> {
              changeFactors.policy().requireSecondFactor(held.shown());
              if (!FactorPolicy.haveSecondFactor(held.all())) {
                throw AuthProblem.RECOVERY_CODES_ALONE.problem();
              }
              changeFactors.policy().requireFresh(held.all(), held.shown(), clock.instant());
              return preparation.factor(tx, held).chain(factor -> make(tx, caller, factor));
            })
        .call(made -> revokeTokens.publish(made.revocations()))
        .map(Made::codes);
  }

  private Uni<Made> make(Transaction tx, Caller.Person caller, Factor factor) {
    List<String> codes = RecoveryCode.make(random);
    tx.record(
        events
            .of("auth.recovery_codes.generated")
            .target("factor", factor.id(), factor.friendlyName())
            .build());
    return store
        .replace(
            tx,
            factor.id(),
            codes.stream().map(code -> RecoveryCode.hash(factor.id(), code)).toList())
        .chain(() -> changeFactors.endOthers(tx, caller, clock.instant()))
        .map(revocations ->
            new Made(new RecoveryCodes(factor.id(), factor.friendlyName(), codes), revocations));
  }

  static Optional<Factor> existing(HeldFactors held) {
    return held.all().stream()
        .map(StoredFactor::factor)
        .filter(factor -> factor.type().equals(Factor.RECOVERY_CODE))
        .findFirst();
  }

  private static Factor needed(HeldFactors held) {
    return existing(held).orElseThrow(AuthProblem.FACTOR_NOT_FOUND::problem);
  }
}
