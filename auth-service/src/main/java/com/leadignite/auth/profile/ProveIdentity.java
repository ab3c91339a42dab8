package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.password.GuessGuard;
import com.leadignite.auth.password.GuessGuard.Guess;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes sure that it is still the person themselves who holds their session (ASVS 7.5.1). */
@Singleton
final class ProveIdentity {

  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Rows rows;
  private final AccountStore accounts;
  private final GuessGuard guesses;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final AuditEvents events;
  private final Clock clock;

  ProveIdentity(
      Rows rows,
      AccountStore accounts,
      GuessGuard guesses,
      PasswordWorkers workers,
      Passwords passwords,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.guesses = guesses;
    this.workers = workers;
    this.passwords = passwords;
    this.events = events;
    this.clock = clock;
  }

  /**
   * The current password, or a sign-in of the last minutes; a password that is shown must be right.
   */
  Uni<Void> byEither(
      Caller.Person caller, Account account, @Nullable Password shown, String network) {
    if (shown != null) {
      return byPassword(caller, account, shown, network);
    }
    return isFresh(caller)
        ? Uni.createFrom().voidItem()
        : Uni.createFrom().failure(AuthProblem.REAUTHENTICATION_NEEDED.problem());
  }

  /** The current password, and a sign-in of the last minutes. */
  Uni<Void> byBoth(
      Caller.Person caller, Account account, @Nullable Password shown, String network) {
    return shown != null && isFresh(caller)
        ? byPassword(caller, account, shown, network)
        : Uni.createFrom().failure(AuthProblem.REAUTHENTICATION_NEEDED.problem());
  }

  private boolean isFresh(Caller.Person caller) {
    return caller.authenticatedAt().plus(FRESH).isAfter(clock.instant());
  }

  /** Counted like a sign-in: a stolen session must not become a place to guess passwords at. */
  private Uni<Void> byPassword(
      Caller.Person caller, Account account, Password shown, String network) {
    Guess guess = guesses.guess(account.email(), network, caller.sessionId());
    return guesses
        .before(guess)
        .chain(() -> accounts.password(caller))
        .chain(phc -> workers.run(() -> passwords.isRight(shown, phc.orElse(null))))
        .chain(right -> right ? guesses.right(guess) : refuse(caller, guess));
  }

  private Uni<Void> refuse(Caller.Person caller, Guess guess) {
    return rows.as(caller)
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.reauthentication.failed")
                  .target("user", caller.userId())
                  .outcome(Outcome.FAILED)
                  .build());
          return Uni.createFrom().voidItem();
        })
        .chain(() -> guesses.wrong(guess))
        .chain(() -> Uni.createFrom().failure(AuthProblem.CURRENT_PASSWORD_INVALID.problem()));
  }
}
