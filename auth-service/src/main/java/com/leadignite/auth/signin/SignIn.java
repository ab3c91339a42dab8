package com.leadignite.auth.signin;

import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.AccountStore.Credentials;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.password.GuessGuard;
import com.leadignite.auth.password.GuessGuard.Guess;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.IssuedSession;
import com.leadignite.auth.session.OpenSession;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Signs in with a password. An unknown address, a wrong password, a banned account and one without
 * a password are one answer, take the same path and compute the same hash (B18, ASVS 6.3.8).
 */
@Singleton
public final class SignIn {

  /** For how long a sign-in makes an address a known one. */
  private static final Duration KNOWN_FOR = Duration.ofDays(30);

  private final Rows rows;
  private final AccountStore accounts;
  private final GuessGuard guesses;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final OpenSession openSession;
  private final AuditEvents events;
  private final Clock clock;

  SignIn(
      Rows rows,
      AccountStore accounts,
      GuessGuard guesses,
      PasswordWorkers workers,
      Passwords passwords,
      OpenSession openSession,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.guesses = guesses;
    this.workers = workers;
    this.passwords = passwords;
    this.openSession = openSession;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What checking a password found: whether it is right, and a better hash of it where one is due.
   */
  private record Check(boolean right, @Nullable String rehashed) {}

  /**
   * Signs in.
   *
   * @param network the client's address, or its network
   * @return fails with invalid-credentials, email-not-confirmed, locked-out or too-many-requests,
   *     or with unavailable, 503, where passwords cannot be checked now
   */
  public Uni<IssuedSession> signIn(EmailAddress email, Password password, String network) {
    Instant now = clock.instant();
    return accounts
        .forSignIn(email, network, now.minus(KNOWN_FOR), now)
        .chain(found -> {
          Guess guess =
              guesses.guess(email, network, found.map(Credentials::knownAddress).orElse(false));
          return guesses
              .before(guess)
              .onFailure(e -> isLocked(e))
              .call(() -> record("auth.login.locked", Outcome.DENIED, email, found, "locked"))
              .chain(() -> workers.run(() -> check(password, found)))
              .chain(check -> judge(email, guess, found, check));
        });
  }

  private Check check(Password password, Optional<Credentials> found) {
    String phc = found.map(Credentials::phc).orElse(null);
    boolean right = passwords.isRight(password, phc);
    boolean outdated = right && phc != null && passwords.isOutdated(phc);
    return new Check(right, outdated ? passwords.hash(password) : null);
  }

  private Uni<IssuedSession> judge(
      EmailAddress email, Guess guess, Optional<Credentials> found, Check check) {
    String refusal = refusal(found, check);
    if (refusal != null || found.isEmpty()) {
      return record("auth.login.failed", Outcome.FAILED, email, found, String.valueOf(refusal))
          .chain(() -> guesses.wrong(guess))
          .chain(() -> Uni.createFrom().failure(AuthProblem.INVALID_CREDENTIALS.problem()));
    }
    Credentials account = found.get();
    if (!account.confirmed()) {
      // Told only to somebody who has the password.
      return guesses
          .right(guess)
          .chain(() -> record("auth.login.failed", Outcome.FAILED, email, found, "not_confirmed"))
          .chain(() -> Uni.createFrom().failure(AuthProblem.EMAIL_NOT_CONFIRMED.problem()));
    }
    return guesses
        .right(guess)
        .chain(() -> rehash(account, check))
        .chain(() -> open(email, account));
  }

  private static @Nullable String refusal(Optional<Credentials> found, Check check) {
    if (found.isEmpty()) {
      return "unknown_account";
    }
    if (!check.right()) {
      return found.get().phc() == null ? "no_password" : "wrong_password";
    }
    return found.get().banned() ? "banned" : null;
  }

  private Uni<Void> rehash(Credentials account, Check check) {
    return check.rehashed() == null || account.phc() == null
        ? Uni.createFrom().voidItem()
        : accounts.rehash(account.id(), account.phc(), check.rehashed());
  }

  /**
   * Whoever changes the password meanwhile either waits for this sign-in and ends its session, or
   * is waited for here.
   */
  private Uni<Void> stillRight(Transaction tx, Credentials account) {
    Instant since = Objects.requireNonNull(account.passwordSince(), "it has the right password");
    return accounts
        .holdPassword(tx, account.id(), since)
        .invoke(right -> {
          if (!right) {
            throw AuthProblem.INVALID_CREDENTIALS.problem();
          }
        })
        .replaceWithVoid();
  }

  private Uni<IssuedSession> open(EmailAddress email, Credentials account) {
    return rows.asService()
        .transaction(tx ->
            openSession
                .open(tx, account.id(), "password")
                .call(session -> stillRight(tx, account))
                .invoke(session ->
                    tx.record(
                        events
                            .of("auth.login.succeeded")
                            .actor(
                                "user",
                                account.id().toString(),
                                email.value(),
                                session.sessionId().value())
                            .tenant(session.account().tenantId())
                            .target("session", session.sessionId())
                            .meta("method", "password")
                            .build())));
  }

  private Uni<Void> record(
      String action,
      Outcome outcome,
      EmailAddress email,
      Optional<Credentials> found,
      String reason) {
    AuditEvents.Builder event =
        events
            .of(action)
            .actor("anonymous", null, email.value())
            .outcome(outcome)
            .meta("method", "password")
            .meta("reason", reason);
    found.ifPresent(
        account -> event.tenant(account.tenantId()).target("user", account.id(), email.value()));
    return rows.asService()
        .transaction(tx -> {
          tx.record(event.build());
          return Uni.createFrom().voidItem();
        });
  }

  private static boolean isLocked(Throwable e) {
    return e instanceof Problem problem && problem.type().status() == 429;
  }
}
