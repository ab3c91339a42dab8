package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordStore;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.LoginAttempt;
import com.leadignite.auth.throttle.LoginThrottle;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes sure that it is still the person themselves who holds their session (ASVS 7.5.1). */
@Singleton
final class ProveIdentity {

  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Rows rows;
  private final PasswordStore stored;
  private final LoginThrottle throttle;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final Nonces nonces;
  private final AuditEvents events;
  private final Clock clock;

  ProveIdentity(
      Rows rows,
      PasswordStore stored,
      LoginThrottle throttle,
      PasswordWorkers workers,
      Passwords passwords,
      Nonces nonces,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.stored = stored;
    this.throttle = throttle;
    this.workers = workers;
    this.passwords = passwords;
    this.nonces = nonces;
    this.events = events;
    this.clock = clock;
  }

  /**
   * What the person showed.
   *
   * @param shown whether they showed a current password, or the code of a mail
   * @param refusal what to answer because it was wrong; null if it was right, or none was shown
   */
  record Proof(boolean shown, @Nullable Problem refusal) {

    /**
     * Call it once nothing else can be refused: if it were answered before, any other fault would
     * tell whether a guess was right (B42).
     *
     * @throws Problem current-password-invalid, nonce-invalid or locked-out
     */
    void judge() {
      if (refusal != null) {
        throw refusal;
      }
    }
  }

  /**
   * What a person may show: their current password, or the code of a mail that they asked for.
   *
   * @param password the current password, or null
   * @param nonce the code, or null; not looked at if there is a password
   */
  record Shown(@Nullable Password password, @Nullable String nonce) {

    private boolean isNothing() {
      return password == null && nonce == null;
    }

    private AuthProblem refusal() {
      return password == null ? AuthProblem.NONCE_INVALID : AuthProblem.CURRENT_PASSWORD_INVALID;
    }

    @Override
    public String toString() {
      return "Shown";
    }
  }

  /**
   * Checks what was shown, whatever becomes of the request. Counted like a sign-in, and what is
   * wrong audited: a stolen session must not become a place to guess. A code that is right is used
   * up. Fails with locked-out or too-many-requests.
   */
  Uni<Proof> check(Caller.Person caller, Account account, Shown shown, String network) {
    if (shown.isNothing()) {
      return Uni.createFrom().item(new Proof(false, null));
    }
    return throttle
        .evaluate(
            attempt(caller, account, network),
            open -> isRight(caller, account, shown, open),
            right -> right)
        .onFailure(Problem.class)
        .recoverWithUni(e -> throttled(caller, e).chain(() -> Uni.createFrom().failure(e)))
        .chain(evaluated ->
            evaluated.found()
                ? Uni.createFrom().item(new Proof(true, null))
                : record(caller, "auth.reauthentication.failed", Outcome.FAILED, "wrong")
                    .replaceWith(new Proof(true, evaluated.refusal(shown.refusal()))));
  }

  private Uni<Boolean> isRight(Caller.Person caller, Account account, Shown shown, boolean open) {
    Password password = shown.password();
    if (password != null) {
      return stored
          .ofCaller(caller)
          .chain(phc ->
              workers.run(() -> passwords.isRight(password, open ? phc.orElse(null) : null)));
    }
    Address address = account.address();
    return open && address != null
        ? nonces.use(caller.userId(), address, String.valueOf(shown.nonce()))
        : Uni.createFrom().item(false);
  }

  /**
   * Requires the current password, or the code of a mail, or a sign-in of the last minutes, and
   * both if the account would move to another address.
   *
   * @throws Problem reauthentication-needed
   */
  void require(Caller.Person caller, Proof proof, boolean both) {
    boolean fresh = caller.authenticatedAt().plus(FRESH).isAfter(clock.instant());
    if (both ? !proof.shown() || !fresh : !proof.shown() && !fresh) {
      throw AuthProblem.REAUTHENTICATION_NEEDED.problem();
    }
  }

  /** Audits a change that was refused at its end, so that trying many leaves a trace. */
  Uni<Void> refused(Caller.Person caller, Proof proof, Problem why) {
    return proof.refusal() == null
        ? record(caller, "auth.user.update.refused", Outcome.DENIED, why.type().slug())
        : Uni.createFrom().voidItem();
  }

  private LoginAttempt attempt(Caller.Person caller, Account account, String network) {
    // The name under which the account's sign-ins are counted.
    String name = Objects.requireNonNullElse(account.name(), account.id().toString());
    return throttle.attempt(name, network, caller.sessionId());
  }

  private Uni<Void> throttled(Caller.Person caller, Problem e) {
    if (e.type() == AuthProblem.LOCKED_OUT) {
      return record(caller, "auth.reauthentication.locked", Outcome.DENIED, "locked");
    }
    return e.type() == CommonProblem.TOO_MANY_REQUESTS
        ? record(caller, "auth.reauthentication.limited", Outcome.DENIED, "too_many_attempts")
        : Uni.createFrom().voidItem();
  }

  private Uni<Void> record(Caller.Person caller, String action, Outcome outcome, String reason) {
    return rows.as(caller)
        .transaction(tx -> {
          tx.record(
              events
                  .of(action)
                  .target("user", caller.userId())
                  .outcome(outcome)
                  .meta("reason", reason)
                  .build());
          return Uni.createFrom().voidItem();
        });
  }
}
