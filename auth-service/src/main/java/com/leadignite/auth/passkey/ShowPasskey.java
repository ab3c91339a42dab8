package com.leadignite.auth.passkey;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mfa.AcceptFactor;
import com.leadignite.auth.mfa.ChallengeStore;
import com.leadignite.auth.mfa.ChangeFactors;
import com.leadignite.auth.mfa.HeldFactors;
import com.leadignite.auth.mfa.Proof;
import com.leadignite.auth.mfa.ShowFactor;
import com.leadignite.auth.mfa.StoredFactor;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Answers a challenge with a passkey in place of a code; making it finishes its enrolment. The
 * challenge is worth nothing after one answer, and a wrong one counts as a wrong code does (B11).
 */
@Singleton
public final class ShowPasskey {

  private static final AuthenticationMethod METHOD = AuthenticationMethod.WEBAUTHN;

  private final ShowFactor showFactor;
  private final ChangeFactors changeFactors;
  private final ChallengeStore challenges;
  private final AcceptFactor acceptFactor;
  private final PasskeyStore store;
  private final VerifyAttestation verifyAttestation;
  private final VerifyAssertion verifyAssertion;
  private final Clock clock;

  ShowPasskey(
      ShowFactor showFactor,
      ChangeFactors changeFactors,
      ChallengeStore challenges,
      AcceptFactor acceptFactor,
      PasskeyStore store,
      VerifyAttestation verifyAttestation,
      VerifyAssertion verifyAssertion,
      Clock clock) {
    this.showFactor = showFactor;
    this.changeFactors = changeFactors;
    this.challenges = challenges;
    this.acceptFactor = acceptFactor;
    this.store = store;
    this.verifyAttestation = verifyAttestation;
    this.verifyAssertion = verifyAssertion;
    this.clock = clock;
  }

  /**
   * Verifies what a browser sent.
   *
   * @return the session's next tokens; fails with passkey-not-shown, factor-not-found,
   *     challenge-expired, passkey-exists, locked-out or session-not-found, and for an enrolment as
   *     that does
   */
  public Uni<SessionTokens> show(
      Caller.Person caller, UUID factor, UUID challenge, SentCredential sent) {
    return showFactor.attempt(
        caller,
        METHOD,
        (tx, held) -> {
          Instant now = clock.instant();
          StoredFactor stored = held.get(factor);
          if (!stored.is(Factor.WEBAUTHN)) {
            throw AuthProblem.FACTOR_NOT_FOUND.problem();
          }
          changeFactors.requireMayShow(caller, held, stored, now);
          return challenges
              .take(tx, challenge, factor, caller.sessionId(), now)
              .map(nonce -> nonce.orElseThrow(AuthProblem.CHALLENGE_EXPIRED::problem))
              .chain(nonce ->
                  stored.factor().verified()
                      ? show(tx, caller, held, stored.factor(), sent, nonce)
                      : make(tx, caller, held, stored.factor(), sent, nonce))
              .onFailure(PasskeyRefused.class)
              .recoverWithUni(e -> wrong(tx, caller, e));
        });
  }

  private Uni<Proof> wrong(Transaction tx, Caller.Person caller, PasskeyRefused e) {
    return showFactor.wrong(tx, caller, METHOD, e.reason(), AuthProblem.PASSKEY_NOT_SHOWN);
  }

  private Uni<Proof> make(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      Factor factor,
      SentCredential sent,
      String nonce) {
    Credential credential = verifyAttestation.verify(sent, nonce);
    requireTwoFactors(held, credential.userVerified());
    return store
        .insert(tx, factor.id(), credential)
        .chain(() -> acceptFactor.accept(tx, caller, held, factor, METHOD, clock.instant()));
  }

  private Uni<Proof> show(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      Factor factor,
      SentCredential sent,
      String nonce) {
    return store
        .hold(tx, caller.userId(), Buffer.buffer(sent.idBytes()))
        .chain(found -> {
          StoredPasskey passkey = found.filter(each -> isOf(each, factor)).orElse(null);
          ShownPasskey shown = verifyAssertion.verify(sent, passkey, nonce, false);
          requireTwoFactors(held, shown.userVerified());
          return accept(tx, caller, held, passkey, shown);
        });
  }

  private static boolean isOf(StoredPasskey passkey, Factor factor) {
    return passkey.factor().id().equals(factor.id());
  }

  private Uni<Proof> accept(
      Transaction tx,
      Caller.Person caller,
      HeldFactors held,
      @Nullable StoredPasskey passkey,
      ShownPasskey shown) {
    if (passkey == null) {
      throw new PasskeyRefused("unknown_credential");
    }
    Instant now = clock.instant();
    return store
        .used(tx, passkey, shown, now)
        .chain(() -> acceptFactor.accept(tx, caller, held, passkey.factor(), METHOD, now));
  }

  /**
   * Somebody who signed in with a passkey that asked for nothing has shown that they have it.
   * Showing it, or another one, once more is no second factor.
   */
  private static void requireTwoFactors(HeldFactors held, boolean userVerified) {
    if (!userVerified && !held.shown().hasFirstFactor()) {
      throw new PasskeyRefused("user_not_verified");
    }
  }
}
