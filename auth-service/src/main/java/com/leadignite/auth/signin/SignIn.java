package com.leadignite.auth.signin;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.assurance.AuthenticationMethod;
import com.leadignite.auth.captcha.Captcha;
import com.leadignite.auth.device.NewDeviceNotice;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordStore;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.throttle.LoginAttempt;
import com.leadignite.auth.throttle.LoginThrottle;
import com.leadignite.auth.throttle.LoginThrottle.Evaluated;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with a password. An unknown address, a wrong password, a banned account, one without a
 * password and one with an unconfirmed address get one answer, take the same path and compute the
 * same hash (B18, ASVS 6.3.8).
 */
@Singleton
public final class SignIn {

  private final Rows rows;
  private final PasswordStore stored;
  private final SignInAttempts attempts;
  private final Captcha captcha;
  private final LoginThrottle throttle;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final OpenSession openSession;
  private final NewDeviceNotice newDevice;
  private final AuditEvents events;

  SignIn(
      Rows rows,
      PasswordStore stored,
      SignInAttempts attempts,
      Captcha captcha,
      LoginThrottle throttle,
      PasswordWorkers workers,
      Passwords passwords,
      OpenSession openSession,
      NewDeviceNotice newDevice,
      AuditEvents events) {
    this.rows = rows;
    this.stored = stored;
    this.attempts = attempts;
    this.captcha = captcha;
    this.throttle = throttle;
    this.workers = workers;
    this.passwords = passwords;
    this.openSession = openSession;
    this.newDevice = newDevice;
    this.events = events;
  }

  /**
   * What checking a password found.
   *
   * @param refusal why the person is not signed in, for the audit log alone; null if the password
   *     is right and they may
   * @param rehashed a better hash of a right password if one is due
   */
  private record Check(@Nullable String refusal, @Nullable String rehashed) {}

  /**
   * Signs in.
   *
   * @param network the client's address, or its network
   * @param device what the client's device showed of an earlier sign-in, or null
   * @param proof the client's proof of work, or null
   * @return fails with captcha-failed, invalid-credentials, locked-out or too-many-requests, or
   *     with unavailable, 503, if passwords cannot be checked now
   */
  public Uni<SessionTokens> signIn(
      Address address,
      Password password,
      String network,
      @Nullable String device,
      @Nullable String proof) {
    return attempts
        .credentials(address, network)
        .chain(found -> {
          LoginAttempt attempt = attempts.of(address, network, device, found);
          return captcha
              .requireOf(attempt, proof)
              .chain(() ->
                  throttle.evaluate(
                      attempt,
                      evaluated -> workers.run(() -> check(password, found, evaluated)),
                      check -> check.refusal() == null))
              .onFailure(Problem.class)
              .recoverWithUni(
                  e -> throttled(e, address, found).chain(() -> Uni.createFrom().failure(e)))
              .chain(check -> answer(address, found, check, attempt));
        });
  }

  /** Computes one hash, whatever the account and the password (B18). */
  private Check check(Password password, Optional<Credentials> found, boolean evaluated) {
    String phc = evaluated ? found.map(Credentials::phc).orElse(null) : null;
    boolean right = passwords.isRight(password, phc);
    if (!evaluated) {
      return new Check("locked", null);
    }
    String refusal = refusal(found, right);
    boolean outdated = refusal == null && phc != null && passwords.isOutdated(phc);
    return new Check(refusal, outdated ? passwords.hash(password) : null);
  }

  /** Everything but null is one answer and counts as wrong: a lock must not tell them apart. */
  private static @Nullable String refusal(Optional<Credentials> found, boolean right) {
    if (found.isEmpty()) {
      return "unknown_account";
    }
    Credentials account = found.get();
    if (!right) {
      return account.phc() == null ? "no_password" : "wrong_password";
    }
    if (!account.confirmed()) {
      return "not_confirmed";
    }
    return account.banned() ? "banned" : null;
  }

  private Uni<SessionTokens> answer(
      Address address,
      Optional<Credentials> found,
      Evaluated<Check> evaluated,
      LoginAttempt attempt) {
    Check check = evaluated.found();
    if (check.refusal() == null && found.isPresent()) {
      Credentials account = found.get();
      return rehash(account, check).chain(() -> open(address, account, attempt));
    }
    String reason = String.valueOf(check.refusal());
    return (reason.equals("locked")
            ? record("auth.login.locked", Outcome.DENIED, address, found, reason)
            : record("auth.login.failed", Outcome.FAILED, address, found, reason))
        .chain(() -> Uni.createFrom().failure(evaluated.refusal(AuthProblem.INVALID_CREDENTIALS)));
  }

  private Uni<Void> throttled(Problem e, Address address, Optional<Credentials> found) {
    if (e.type() == AuthProblem.LOCKED_OUT) {
      return record("auth.login.locked", Outcome.DENIED, address, found, "locked");
    }
    return e.type() == CommonProblem.TOO_MANY_REQUESTS
        ? record("auth.login.limited", Outcome.DENIED, address, found, "too_many_attempts")
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> rehash(Credentials account, Check check) {
    return check.rehashed() == null || account.phc() == null
        ? Uni.createFrom().voidItem()
        : stored.rehash(account.id(), account.phc(), check.rehashed());
  }

  /**
   * A concurrent change of the password either waits for this sign-in and ends its session, or this
   * sign-in waits for the change.
   */
  private Uni<Void> stillRight(Transaction tx, Credentials account) {
    Instant since = Objects.requireNonNull(account.passwordSince(), "it has the right password");
    return stored
        .hold(tx, account.id(), since)
        .invoke(right -> {
          if (!right) {
            throw AuthProblem.INVALID_CREDENTIALS.problem();
          }
        })
        .replaceWithVoid();
  }

  /** By mail, however they signed in, unless it is for the first time. */
  private Uni<Void> tellOwner(Transaction tx, Credentials account, LoginAttempt attempt) {
    return account.counted() instanceof EmailAddress email
            && !attempt.known()
            && account.signedInBefore()
        ? newDevice.send(tx, email)
        : Uni.createFrom().voidItem();
  }

  private Uni<SessionTokens> open(Address address, Credentials account, LoginAttempt attempt) {
    return rows.asService()
        .transaction(tx ->
            openSession
                .byPassword(tx, account.id(), address)
                .call(session -> stillRight(tx, account))
                .call(session -> tellOwner(tx, account, attempt))
                .invoke(session ->
                    tx.record(
                        events
                            .of("auth.login.succeeded")
                            .actor(
                                "user",
                                account.id().toString(),
                                address.value(),
                                session.sessionId().value())
                            .tenant(session.account().tenantId())
                            .target("session", session.sessionId())
                            .meta("method", AuthenticationMethod.PASSWORD.wireName())
                            .build())));
  }

  private Uni<Void> record(
      String action, Outcome outcome, Address address, Optional<Credentials> found, String reason) {
    AuditEvents.Builder event =
        events
            .of(action)
            .actor("anonymous", null, address.value())
            .outcome(outcome)
            .meta("method", AuthenticationMethod.PASSWORD.wireName())
            .meta("reason", reason);
    found.ifPresent(
        account -> event.tenant(account.tenantId()).target("user", account.id(), address.value()));
    return rows.asService()
        .transaction(tx -> {
          tx.record(event.build());
          return Uni.createFrom().voidItem();
        });
  }
}
