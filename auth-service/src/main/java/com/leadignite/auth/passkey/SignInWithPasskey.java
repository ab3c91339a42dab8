package com.leadignite.auth.passkey;

import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.device.NewDeviceNotice;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.mfa.Challenge;
import com.leadignite.auth.mfa.ChallengeFactor;
import com.leadignite.auth.mfa.ChallengeStore;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.session.SignInEvents;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.guard.audit.AuditEvent.Target;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Signs in with a passkey, which says whose it is. */
@Singleton
public final class SignInWithPasskey {

  private static final AuthenticationMethod METHOD = AuthenticationMethod.WEBAUTHN;

  private final Rows rows;
  private final ChallengeFactor challengeFactor;
  private final ChallengeStore challenges;
  private final PasskeyStore store;
  private final PasskeyOptions options;
  private final VerifyAssertion verifyAssertion;
  private final ActiveSessionStore sessions;
  private final OpenSession openSession;
  private final NewDeviceNotice newDevice;
  private final InvalidSecrets invalidSecrets;
  private final SignInEvents signInEvents;
  private final Clock clock;

  SignInWithPasskey(
      Rows rows,
      ChallengeFactor challengeFactor,
      ChallengeStore challenges,
      PasskeyStore store,
      PasskeyOptions options,
      VerifyAssertion verifyAssertion,
      ActiveSessionStore sessions,
      OpenSession openSession,
      NewDeviceNotice newDevice,
      InvalidSecrets invalidSecrets,
      SignInEvents signInEvents,
      Clock clock) {
    this.rows = rows;
    this.challengeFactor = challengeFactor;
    this.challenges = challenges;
    this.store = store;
    this.options = options;
    this.verifyAssertion = verifyAssertion;
    this.sessions = sessions;
    this.openSession = openSession;
    this.newDevice = newDevice;
    this.invalidSecrets = invalidSecrets;
    this.signInEvents = signInEvents;
    this.clock = clock;
  }

  /**
   * A person who signed in.
   *
   * @param session their session
   * @param userVerified whether the passkey asked for a PIN or a fingerprint
   */
  public record SignedIn(SessionTokens session, boolean userVerified) {}

  /** How a sign-in ended: a value, since the challenge is spent in either case. */
  private sealed interface Ending {

    record Opened(SignedIn signedIn) implements Ending {}

    record Expired() implements Ending {}

    record Refused(String reason, @Nullable UserId user) implements Ending {}
  }

  /** Begins a sign-in of whoever has a passkey. */
  public Uni<Ceremony<RequestOptions>> begin() {
    Challenge challenge = challengeFactor.make(null, Factor.WEBAUTHN);
    return rows.asService()
        .transaction(tx -> challenges.insert(tx, challenge, null))
        .replaceWith(() ->
            new Ceremony<>(
                challenge.id(), options.request(challenge, List.of()), challenge.expiresAt()));
  }

  /**
   * Signs in.
   *
   * @param device what the client's device showed of an earlier sign-in, or null
   * @return the session, of aal2 if the passkey asked for a PIN or a fingerprint; fails with
   *     passkey-challenge-expired, or with passkey-refused whatever else is wrong
   */
  public Uni<SignedIn> finish(UUID challenge, SentCredential sent, @Nullable String device) {
    return rows.asService()
        .transaction(tx ->
            challenges
                .take(tx, challenge, null, null, clock.instant())
                .chain(nonce ->
                    nonce.isEmpty()
                        ? Uni.createFrom().<Ending>item(new Ending.Expired())
                        : check(tx, sent, nonce.get(), device)))
        .chain(this::answer);
  }

  private static boolean mayNotSignIn(Throwable e) {
    return e instanceof Problem problem && problem.type() == AuthProblem.INVALID_CREDENTIALS;
  }

  private Uni<SignedIn> answer(Ending ending) {
    return switch (ending) {
      case Ending.Opened(SignedIn signedIn) -> Uni.createFrom().item(signedIn);
      case Ending.Expired() ->
          Uni.createFrom().failure(AuthProblem.PASSKEY_CHALLENGE_EXPIRED.problem());
      case Ending.Refused(String reason, UserId user) -> refuse(reason, user);
    };
  }

  private Uni<SignedIn> refuse(String reason, @Nullable UserId user) {
    return invalidSecrets.refuse(
        "auth.passkey.refused",
        AuthProblem.PASSKEY_REFUSED.problem(),
        user == null ? null : new Target("user", user.toString(), null),
        reason);
  }

  private Uni<Ending> check(
      Transaction tx, SentCredential sent, String nonce, @Nullable String device) {
    Buffer credential;
    try {
      credential = Buffer.buffer(sent.idBytes());
    } catch (PasskeyRefused e) {
      return Uni.createFrom().item(new Ending.Refused(e.reason(), null));
    }
    return store
        .owner(tx, credential)
        .chain(owner ->
            owner.isEmpty()
                ? Uni.createFrom().item(Optional.<StoredPasskey>empty())
                : sessions
                    .lockAllOf(tx, owner.get())
                    .chain(() -> store.hold(tx, owner.get(), credential)))
        .chain(found -> {
          try {
            ShownPasskey shown = verifyAssertion.verify(sent, found.orElse(null), nonce, true);
            return open(tx, found.orElseThrow(), shown, device);
          } catch (PasskeyRefused e) {
            UserId user = found.map(StoredPasskey::user).orElse(null);
            return Uni.createFrom().item(new Ending.Refused(e.reason(), user));
          }
        });
  }

  private Uni<Ending> open(
      Transaction tx, StoredPasskey passkey, ShownPasskey shown, @Nullable String device) {
    return store
        .used(tx, passkey, shown, clock.instant())
        .chain(() ->
            newDevice.watch(
                tx,
                passkey.user(),
                device,
                () -> openSession.byPasskey(tx, passkey.user(), shown.userVerified())))
        .invoke(session -> tx.record(signInEvents.succeeded(session, METHOD).build()))
        .<Ending>map(session -> new Ending.Opened(new SignedIn(session, shown.userVerified())))
        .onFailure(SignInWithPasskey::mayNotSignIn)
        .recoverWithItem(() -> new Ending.Refused("banned", passkey.user()));
  }
}
