package com.leadignite.auth.profile;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.instance.AuthConfig;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordRules;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.profile.ProveIdentity.Proof;
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.session.SessionStore;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Changes a person's own password, address and metadata. Password and address need proof that it is
 * them, and end their other sessions (ASVS 7.5.1, 7.4.3).
 */
@Singleton
public final class ChangeAccount {

  private final Rows rows;
  private final AccountStore accounts;
  private final SessionStore sessions;
  private final ProveIdentity proveIdentity;
  private final PasswordRules rules;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final RevokeTokens revokeTokens;
  private final RateLimiter limiter;
  private final AuditEvents events;
  private final AuthConfig config;
  private final Clock clock;

  ChangeAccount(
      Rows rows,
      AccountStore accounts,
      SessionStore sessions,
      ProveIdentity proveIdentity,
      PasswordRules rules,
      PasswordWorkers workers,
      Passwords passwords,
      RevokeTokens revokeTokens,
      RateLimiter limiter,
      AuditEvents events,
      AuthConfig config,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.sessions = sessions;
    this.proveIdentity = proveIdentity;
    this.rules = rules;
    this.workers = workers;
    this.passwords = passwords;
    this.revokeTokens = revokeTokens;
    this.limiter = limiter;
    this.events = events;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What is to change; what is null stays.
   *
   * @param email the new address
   * @param password the new password
   * @param data merged into the metadata
   */
  public record Change(
      @Nullable EmailAddress email,
      @Nullable Password password,
      @Nullable Map<String, Object> data) {}

  /**
   * What is to be stored.
   *
   * @param movesTo another address than that of now
   * @param password a new password
   * @param data merged into the metadata
   */
  private record Wish(
      Optional<EmailAddress> movesTo, Optional<NewPassword> password, Map<String, Object> data) {

    boolean isSensitive() {
      return movesTo.isPresent() || password.isPresent();
    }
  }

  /**
   * A new password.
   *
   * @param phc its hash
   * @param same whether it is the one there is
   */
  private record NewPassword(String phc, boolean same) {

    @Override
    public String toString() {
      return "NewPassword";
    }
  }

  /**
   * Changes the caller's account. Secrets are looked at first, so that every guess counts, and
   * judged last: any other fault is answered alike, whether they were right or wrong (B42).
   *
   * @param current proof that it is them, where they showed it
   * @param wanted what they sent, which may yet be refused as it is read
   * @param network the client's address, or its network
   * @return the account afterwards; fails with reauthentication-needed, current-password-invalid,
   *     same-password, weak-password, email-exists or email-change-disabled
   */
  public Uni<Account> change(
      Caller.Person caller, @Nullable Password current, Supplier<Change> wanted, String network) {
    return account(caller)
        .chain(account ->
            proveIdentity
                .look(caller, account, current, network)
                .chain(proof ->
                    wish(caller, account, proof, current, wanted.get())
                        .chain(wish -> store(caller, proof, wish))))
        .chain(stored -> revokeTokens.publish(stored))
        .chain(() -> account(caller));
  }

  private Uni<Account> account(Caller.Person caller) {
    return accounts
        .ofCaller(caller)
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem));
  }

  private Uni<Wish> wish(
      Caller.Person caller,
      Account account,
      Proof proof,
      @Nullable Password current,
      Change change) {
    Map<String, Object> data = change.data() == null ? Map.of() : change.data();
    UserMetadata.check(data);
    Optional<EmailAddress> movesTo =
        Optional.ofNullable(change.email()).filter(email -> !email.equals(account.email()));
    if (movesTo.isPresent() && !config.mail().autoconfirm()) {
      throw AuthProblem.EMAIL_CHANGE_DISABLED.problem();
    }
    Password wanted = change.password();
    if (movesTo.isPresent() || wanted != null) {
      proveIdentity.require(caller, proof, movesTo.isPresent());
    }
    if (wanted == null) {
      return Uni.createFrom().item(new Wish(movesTo, Optional.empty(), data));
    }
    // Counts those that are compared with the current one, whether they are it or not.
    return limiter
        .require(Limit.PASSWORD_CHANGE, caller.sessionId().toString())
        .chain(() ->
            current == null
                ? compared(caller, account, wanted)
                : workers.run(() -> made(account, wanted, () -> wanted.isSame(current))))
        .map(made -> new Wish(movesTo, Optional.of(made), data));
  }

  /** Without a current password that was shown, the new one is compared with what is stored. */
  private Uni<NewPassword> compared(Caller.Person caller, Account account, Password wanted) {
    return accounts
        .password(caller)
        .chain(stored ->
            workers.run(
                () -> made(account, wanted, () -> passwords.isRight(wanted, stored.orElse(null)))));
  }

  private NewPassword made(Account account, Password wanted, BooleanSupplier same) {
    rules.check(wanted, account.email(), List.of());
    return new NewPassword(passwords.hash(wanted), same.getAsBoolean());
  }

  private Uni<List<Revocation>> store(Caller.Person caller, Proof proof, Wish wish) {
    return rows.as(caller)
        .transaction(tx -> store(tx, caller, proof, wish))
        .onFailure(Problem.class)
        .recoverWithUni(
            e -> proveIdentity.refused(caller, proof, e).chain(() -> Uni.createFrom().failure(e)));
  }

  private Uni<List<Revocation>> store(
      Transaction tx, Caller.Person caller, Proof proof, Wish wish) {
    Instant now = clock.instant();
    Uni<Void> done = wish.isSensitive() ? hold(tx, caller) : Uni.createFrom().voidItem();
    if (!wish.data().isEmpty()) {
      done = done.chain(() -> accounts.changeMetadata(tx, caller.userId(), wish.data(), now));
      tx.record(
          events
              .of("auth.user.updated")
              .target("user", caller.userId(), caller.email())
              .meta("members", List.copyOf(wish.data().keySet()))
              .build());
    }
    if (wish.movesTo().isPresent()) {
      EmailAddress email = wish.movesTo().get();
      done = done.chain(() -> accounts.changeEmail(tx, caller.userId(), email, now));
      tx.record(
          events
              .of("auth.email.changed")
              .target("user", caller.userId(), email.value())
              .change("email", caller.email(), email.value())
              .build());
    }
    // Only PostgreSQL knows the last faults: whether the metadata has room, and the address is
    // free.
    done = done.invoke(() -> judge(proof, wish));
    // After the account, in the order in which a sign-in locks the two.
    if (wish.password().isPresent()) {
      String phc = wish.password().get().phc();
      done = done.chain(() -> accounts.changePassword(tx, caller.userId(), phc, now));
      tx.record(
          events
              .of("auth.password.changed")
              .target("user", caller.userId(), caller.email())
              .build());
    }
    if (!wish.isSensitive()) {
      return done.replaceWith(List.of());
    }
    EndReason reason =
        wish.password().isPresent() ? EndReason.PASSWORD_CHANGED : EndReason.EMAIL_CHANGED;
    return done.chain(
            () -> sessions.endOthers(tx, caller.userId(), caller.sessionId(), reason, now))
        .chain(ended -> revokeTokens.ofSessions(tx, caller.tenantId(), caller.userId(), ended));
  }

  /** The session may have been ended while the password was hashed. */
  private Uni<Void> hold(Transaction tx, Caller.Person caller) {
    return sessions
        .lockAllOf(tx, caller.userId())
        .chain(() -> sessions.hold(tx, caller.userId(), caller.sessionId()))
        .invoke(held -> {
          if (!held) {
            throw AuthProblem.SESSION_NOT_FOUND.problem();
          }
        })
        .replaceWithVoid();
  }

  private static void judge(Proof proof, Wish wish) {
    proof.judge();
    if (wish.password().filter(NewPassword::same).isPresent()) {
      throw AuthProblem.SAME_PASSWORD.problem();
    }
  }
}
