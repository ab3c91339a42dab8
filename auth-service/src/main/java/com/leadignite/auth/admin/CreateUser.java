package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.MailConfig;
import com.leadignite.auth.account.NewAccount;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.organization.OrganizationStore;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordRules;
import com.leadignite.auth.password.PasswordWorkers;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
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
 * Makes an account for somebody, who becomes the admin of an organization of their own, as after a
 * sign-up. Its password is kept only if the administrator vouches for the address: the person who
 * confirms it later chooses their own (docs/decisions/016-no-password-before-the-address.md).
 */
@Singleton
public final class CreateUser {

  private final AdminUserStore users;
  private final AdminChangeStore changes;
  private final AccountStore accounts;
  private final OrganizationStore organizations;
  private final PasswordRules rules;
  private final PasswordWorkers workers;
  private final Passwords passwords;
  private final AuditEvents events;
  private final MailConfig mail;
  private final Ids ids;
  private final Clock clock;

  CreateUser(
      AdminUserStore users,
      AdminChangeStore changes,
      AccountStore accounts,
      OrganizationStore organizations,
      PasswordRules rules,
      PasswordWorkers workers,
      Passwords passwords,
      AuditEvents events,
      MailConfig mail,
      Ids ids,
      Clock clock) {
    this.users = users;
    this.changes = changes;
    this.accounts = accounts;
    this.organizations = organizations;
    this.rules = rules;
    this.workers = workers;
    this.passwords = passwords;
    this.events = events;
    this.mail = mail;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes an account.
   *
   * @return the account; fails with email-exists if the address has one, or with weak-password
   */
  public Uni<Account> create(UserChange wanted) {
    EmailAddress email = wanted.email();
    if (email == null) {
      throw new Problem(
          CommonProblem.VALIDATION_FAILED, "Cannot create a user without either an email or phone");
    }
    if (wanted.role() != null && wanted.role() != Role.ADMIN) {
      throw Violations.of("role", "must be admin: the account gets an organization of its own");
    }
    UserMetadata.check(wanted.userMetadata());
    boolean confirmed = wanted.confirmed() || mail.autoconfirm();
    UserId user = new UserId(ids.next());
    return workers
        .run(() -> hash(email, wanted, confirmed))
        .chain(phc ->
            users
                .asAdministration()
                .transaction(tx -> make(tx, user, email, phc.orElse(null), confirmed, wanted)))
        .onFailure(CreateUser::isTaken)
        .transform(e -> AuthProblem.EMAIL_EXISTS.problem())
        .chain(() -> users.find(user))
        .map(found -> found.orElseThrow(AuthProblem.USER_NOT_FOUND::problem));
  }

  /**
   * Makes an account whose address its mail is yet to confirm, in a transaction of the
   * administration.
   *
   * @return fails with email-exists if somebody was faster
   */
  Uni<UserId> unconfirmed(Transaction tx, EmailAddress email, Map<String, Object> data) {
    UserId user = new UserId(ids.next());
    UserChange wanted = new UserChange(email, null, false, data, Map.of(), null, null);
    return make(tx, user, email, null, false, wanted)
        .replaceWith(user)
        .onFailure(CreateUser::isTaken)
        .transform(e -> AuthProblem.EMAIL_EXISTS.problem());
  }

  private static boolean isTaken(Throwable e) {
    return e instanceof Problem problem && problem.type() == AuthProblem.USER_ALREADY_EXISTS;
  }

  private Optional<String> hash(EmailAddress email, UserChange wanted, boolean confirmed) {
    Password password = wanted.password();
    if (password == null) {
      return Optional.empty();
    }
    rules.check(password, email, List.of(organizationName(email, wanted)));
    return confirmed ? Optional.of(passwords.hash(password)) : Optional.empty();
  }

  private Uni<Void> make(
      Transaction tx,
      UserId user,
      EmailAddress email,
      @Nullable String phc,
      boolean confirmed,
      UserChange wanted) {
    Instant now = clock.instant();
    TenantId tenant = new TenantId(ids.next());
    String name = organizationName(email, wanted);
    NewAccount account =
        new NewAccount(
            user,
            tenant,
            Role.ADMIN,
            email,
            phc,
            confirmed,
            wanted.userMetadata(),
            Identity.email(ids.next(), user, wanted.userMetadata(), now));
    tx.record(
        events
            .of("organization.created")
            .tenant(tenant)
            .target("organization", tenant, name)
            .build());
    tx.record(
        events
            .of("auth.user.created")
            .tenant(tenant)
            .target("user", user, email.value())
            .meta("email_confirmed", confirmed)
            .build());
    return organizations
        .insert(tx, tenant, name, now)
        .chain(() -> accounts.insert(tx, account, now))
        .chain(() ->
            wanted.appMetadata().isEmpty()
                ? Uni.createFrom().voidItem()
                : changes.changeAppMetadata(tx, user, wanted.appMetadata(), now))
        .chain(() ->
            wanted.ban() == null
                ? Uni.createFrom().voidItem()
                : changes.ban(tx, user, wanted.ban().until(now), now));
  }

  private static String organizationName(EmailAddress email, UserChange wanted) {
    return OrganizationName.of(wanted.userMetadata(), email.local());
  }
}
