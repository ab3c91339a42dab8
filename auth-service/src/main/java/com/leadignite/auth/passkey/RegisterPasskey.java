package com.leadignite.auth.passkey;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.device.DeviceName;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mfa.AcceptFactor;
import com.leadignite.auth.mfa.Challenge;
import com.leadignite.auth.mfa.ChallengeFactor;
import com.leadignite.auth.mfa.ChallengeStore;
import com.leadignite.auth.mfa.ChangeFactors;
import com.leadignite.auth.mfa.FactorStore;
import com.leadignite.auth.mfa.HeldFactors;
import com.leadignite.auth.mfa.StoredFactor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.StepUp;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Registers a passkey that signs in without a name. It is a factor from then on, as one that was
 * enrolled: who has just shown enough to add a factor adds it, and the other sessions end.
 */
@Singleton
public final class RegisterPasskey {

  private static final AuthenticationMethod METHOD = AuthenticationMethod.WEBAUTHN;

  private final ChangeFactors changeFactors;
  private final ChallengeFactor challengeFactor;
  private final ChallengeStore challenges;
  private final FactorStore factors;
  private final AcceptFactor acceptFactor;
  private final StepUp stepUp;
  private final RevokeTokens revokeTokens;
  private final PasskeyStore store;
  private final PasskeyOptions options;
  private final VerifyAttestation verifyAttestation;
  private final AuditEvents events;
  private final CurrentRequest request;
  private final Ids ids;
  private final Clock clock;

  RegisterPasskey(
      ChangeFactors changeFactors,
      ChallengeFactor challengeFactor,
      ChallengeStore challenges,
      FactorStore factors,
      AcceptFactor acceptFactor,
      StepUp stepUp,
      RevokeTokens revokeTokens,
      PasskeyStore store,
      PasskeyOptions options,
      VerifyAttestation verifyAttestation,
      AuditEvents events,
      CurrentRequest request,
      Ids ids,
      Clock clock) {
    this.changeFactors = changeFactors;
    this.challengeFactor = challengeFactor;
    this.challenges = challenges;
    this.factors = factors;
    this.acceptFactor = acceptFactor;
    this.stepUp = stepUp;
    this.revokeTokens = revokeTokens;
    this.store = store;
    this.options = options;
    this.verifyAttestation = verifyAttestation;
    this.events = events;
    this.request = request;
    this.ids = ids;
    this.clock = clock;
  }

  /** How a registration ended: a value, since the challenge is spent in either case. */
  private sealed interface Ending {

    record Registered(Factor factor, List<Revocation> revocations) implements Ending {}

    record Refused(AuthProblem why) implements Ending {}
  }

  /**
   * Begins a registration, which the same session finishes.
   *
   * @return fails with insufficient_aal or fresh-sign-in-needed, too-many-factors or
   *     session-not-found
   */
  public Uni<Ceremony<CreationOptions>> begin(Caller.Person caller) {
    Challenge challenge = challengeFactor.make(null, Factor.WEBAUTHN);
    return changeFactors.fresh(
        caller,
        (tx, held) -> {
          changeFactors.requireRoom(held, factor -> false);
          return challenges
              .insert(tx, challenge, caller.sessionId())
              .chain(() -> store.of(tx, caller.userId()))
              .map(existing ->
                  new Ceremony<>(
                      challenge.id(),
                      options.create(caller, challenge, existing, "required"),
                      challenge.expiresAt()));
        });
  }

  /**
   * Registers the passkey that a browser made.
   *
   * @return the factor that it is; fails with passkey-refused, passkey-challenge-expired,
   *     passkey-exists, and as {@link #begin} does
   */
  public Uni<Factor> finish(Caller.Person caller, UUID challenge, SentCredential sent) {
    String device = request.info().map(RequestInfo::userAgent).map(DeviceName::of).orElse(null);
    return changeFactors
        .fresh(
            caller,
            (tx, held) ->
                challenges
                    .take(tx, challenge, null, caller.sessionId(), clock.instant())
                    .chain(nonce ->
                        nonce.isEmpty()
                            ? refused(AuthProblem.PASSKEY_CHALLENGE_EXPIRED)
                            : register(tx, caller, held, sent, nonce.get(), device)))
        .chain(this::answer);
  }

  private Uni<Factor> answer(Ending outcome) {
    return switch (outcome) {
      case Ending.Registered done ->
          revokeTokens.publish(done.revocations()).replaceWith(done.factor());
      case Ending.Refused refused -> Uni.createFrom().failure(refused.why().problem());
    };
  }

  private static Uni<Ending> refused(AuthProblem why) {
    return Uni.createFrom().item(new Ending.Refused(why));
  }

  private Uni<Ending> register(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      SentCredential sent,
      String nonce,
      @Nullable String device) {
    Credential credential;
    try {
      credential = verifyAttestation.verify(sent, nonce);
    } catch (PasskeyRefused e) {
      tx.record(
          events
              .of("auth.passkey.refused")
              .target("user", caller.userId(), caller.email())
              .outcome(Outcome.FAILED)
              .meta("reason", e.reason())
              .build());
      return refused(AuthProblem.PASSKEY_REFUSED);
    }
    changeFactors.requireRoom(held, factor -> false);
    return store(tx, caller, held, credential, device);
  }

  private Uni<Ending> store(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      Credential credential,
      @Nullable String device) {
    Instant now = clock.instant();
    String name = device != null && held.isFree(device) ? device : null;
    Factor factor = new Factor(ids.next(), Factor.WEBAUTHN, name, true, now, now);
    return forget(tx, caller, name, now)
        .chain(() ->
            factors.insert(tx, caller.userId(), new StoredFactor(factor, caller.sessionId(), null)))
        .chain(() -> store.insert(tx, factor.id(), credential))
        .chain(() -> acceptFactor.verified(tx, caller, factor))
        .chain(() -> note(tx, caller, held, credential, now))
        .chain(() -> changeFactors.endOthers(tx, caller, now))
        .map(revocations -> new Ending.Registered(factor, revocations));
  }

  /** Enrolments of the name that cannot be finished any more. */
  private Uni<Void> forget(
      Transaction tx, Caller.Person caller, @Nullable String name, Instant now) {
    return name == null
        ? Uni.createFrom().voidItem()
        : factors.deleteUnfinished(tx, caller.userId(), name, changeFactors.enrolledSince(now));
  }

  /**
   * The session that made it has shown it: it need not be shown again in it. Its access token stays
   * as it is, since the answer brings no other; the next one is aal2.
   */
  private Uni<Void> note(
      Transaction tx, Caller.Person caller, HeldFactors held, Credential credential, Instant now) {
    return credential.userVerified() || held.shown().hasFirstFactor()
        ? stepUp.note(tx, caller.sessionId(), held.shown(), METHOD, now)
        : Uni.createFrom().voidItem();
  }
}
