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
import com.leadignite.auth.session.EndReason;
import com.leadignite.auth.session.SessionStore;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
   * @param currentPassword proof that it is them
   * @param data merged into the metadata
   */
  public record Change(
      @Nullable EmailAddress email,
      @Nullable Password password,
      @Nullable Password currentPassword,
      @Nullable Map<String, Object> data) {

    boolean needsProof() {
      return email != null || password != null;
    }

    /** Without an address that is theirs already: clients send all of a form, changed or not. */
    Change of(Account account) {
      return account.email().equals(email)
          ? new Change(null, password, currentPassword, data)
          : this;
    }
  }

  /**
   * Changes the caller's account.
   *
   * @param network the client's address, or its network
   * @return the account afterwards; fails with reauthentication-needed, current-password-invalid,
   *     same-password, weak-password, email-exists or email-change-disabled
   */
  public Uni<Account> change(Caller.Person caller, Change wanted, String network) {
    if (wanted.data() != null) {
      UserMetadata.check(wanted.data());
    }
    return account(caller)
        .chain(account -> {
          Change change = wanted.of(account);
          if (change.email() != null && !config.mail().autoconfirm()) {
            return Uni.createFrom().failure(AuthProblem.EMAIL_CHANGE_DISABLED.problem());
          }
          return proof(caller, account, change, network)
              .chain(() -> newHash(caller, account, change))
              .chain(phc -> rows.as(caller).transaction(tx -> store(tx, caller, change, phc)))
              .chain(stored -> revokeTokens.publish(stored))
              .chain(() -> account(caller));
        });
  }

  private Uni<Account> account(Caller.Person caller) {
    return accounts
        .ofCaller(caller)
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem));
  }

  /** For a new password either proof will do, for a new address both are asked for. */
  private Uni<Void> proof(Caller.Person caller, Account account, Change change, String network) {
    if (!change.needsProof()) {
      return Uni.createFrom().voidItem();
    }
    return change.email() == null
        ? proveIdentity.byEither(caller, account, change.currentPassword(), network)
        : proveIdentity.byBoth(caller, account, change.currentPassword(), network);
  }

  private Uni<Optional<String>> newHash(Caller.Person caller, Account account, Change change) {
    Password wanted = change.password();
    if (wanted == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return limiter
        .require(Limit.PASSWORD_CHANGE, caller.userId().toString())
        .chain(() -> accounts.password(caller))
        .chain(stored ->
            workers.run(() -> {
              rules.check(wanted, account.email(), List.of());
              if (passwords.isRight(wanted, stored.orElse(null))) {
                throw AuthProblem.SAME_PASSWORD.problem();
              }
              return Optional.of(passwords.hash(wanted));
            }));
  }

  private Uni<List<Revocation>> store(
      Transaction tx, Caller.Person caller, Change change, Optional<String> phc) {
    Instant now = clock.instant();
    Uni<Void> done = Uni.createFrom().voidItem();
    Map<String, Object> data = change.data();
    if (data != null && !data.isEmpty()) {
      done = done.chain(() -> accounts.changeMetadata(tx, caller.userId(), data, now));
      tx.record(
          events
              .of("auth.user.updated")
              .target("user", caller.userId(), caller.email())
              .meta("members", List.copyOf(data.keySet()))
              .build());
    }
    EmailAddress email = change.email();
    if (email != null) {
      done = done.chain(() -> accounts.changeEmail(tx, caller.userId(), email, now));
      tx.record(
          events
              .of("auth.email.changed")
              .target("user", caller.userId(), email.value())
              .change("email", caller.email(), email.value())
              .build());
    }
    // After the account, in the order in which a sign-in locks the two.
    if (phc.isPresent()) {
      done = done.chain(() -> accounts.changePassword(tx, caller.userId(), phc.get(), now));
      tx.record(
          events
              .of("auth.password.changed")
              .target("user", caller.userId(), caller.email())
              .build());
    }
    if (phc.isEmpty() && email == null) {
      return done.replaceWith(List.of());
    }
    EndReason reason = phc.isPresent() ? EndReason.PASSWORD_CHANGED : EndReason.EMAIL_CHANGED;
    return done.chain(
            () -> sessions.endOthers(tx, caller.userId(), caller.sessionId(), reason, now))
        .chain(ended -> revokeTokens.ofSessions(tx, caller.tenantId(), caller.userId(), ended));
  }
}
