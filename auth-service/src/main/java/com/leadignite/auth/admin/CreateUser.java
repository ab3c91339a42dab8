package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.MailConfig;
import com.leadignite.auth.account.NewAccount;
import com.leadignite.auth.account.PhoneConfig;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.hook.BeforeUserCreated;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.organization.OrganizationStore;
import com.leadignite.auth.password.NewPasswords;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.Passwords;
import com.leadignite.auth.phone.PhoneStore;
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
  private final BeforeUserCreated beforeUserCreated;
  private final NewPasswords newPasswords;
  private final Passwords passwords;
  private final AuditEvents events;
  private final MailConfig mail;
  private final PhoneConfig phone;
  private final PhoneStore phones;
  private final Ids ids;
  private final Clock clock;

  CreateUser(
      AdminUserStore users,
      AdminChangeStore changes,
      AccountStore accounts,
      OrganizationStore organizations,
      BeforeUserCreated beforeUserCreated,
      NewPasswords newPasswords,
      Passwords passwords,
      AuditEvents events,
      MailConfig mail,
      PhoneConfig phone,
      PhoneStore phones,
      Ids ids,
      Clock clock) {
    this.users = users;
    this.changes = changes;
    this.accounts = accounts;
    this.organizations = organizations;
    this.beforeUserCreated = beforeUserCreated;
    this.newPasswords = newPasswords;
    this.passwords = passwords;
    this.events = events;
    this.mail = mail;
    this.phone = phone;
    this.phones = phones;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Makes an account.
   *
   * @return the account; fails with email-exists or phone-exists if the address has one, with
   *     weak-password, or with what a hook refuses with
   */
  public Uni<Account> create(UserChange wanted) {
    Address address = wanted.email() == null ? wanted.phone() : wanted.email();
    if (address == null) {
      throw new Problem(
          CommonProblem.VALIDATION_FAILED, "Cannot create a user without either an email or phone");
    }
    if (wanted.role() != null && wanted.role() != Role.ADMIN) {
      throw Violations.of("role", "must be admin: the account gets an organization of its own");
    }
    UserMetadata.check(wanted.userMetadata());
    boolean confirmed =
        switch (address) {
          case EmailAddress email -> wanted.confirmed() || mail.autoconfirm();
          case PhoneNumber number -> isPhoneConfirmed(wanted);
        };
    UserId user = new UserId(ids.next());
    return hash(address, wanted, confirmed || isPhoneConfirmed(wanted))
        .call(() -> beforeUserCreated.ask(address, wanted.userMetadata()))
        .chain(phc ->
            users
                .asAdministration()
                .transaction(tx -> make(tx, user, address, phc.orElse(null), confirmed, wanted)))
        .onFailure(CreateUser::isTaken)
        .transform(e ->
            (address instanceof EmailAddress ? AuthProblem.EMAIL_EXISTS : AuthProblem.PHONE_EXISTS)
                .problem())
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
    UserChange wanted = UserChange.ofInvited(email, data);
    return make(tx, user, email, null, false, wanted)
        .replaceWith(user)
        .onFailure(CreateUser::isTaken)
        .transform(e -> AuthProblem.EMAIL_EXISTS.problem());
  }

  private static boolean isTaken(Throwable e) {
    return e instanceof Problem problem && problem.type() == AuthProblem.USER_ALREADY_EXISTS;
  }

  private boolean isPhoneConfirmed(UserChange wanted) {
    return wanted.phone() != null && (wanted.phoneConfirmed() || phone.autoconfirm());
  }

  private Uni<Optional<String>> hash(Address address, UserChange wanted, boolean confirmed) {
    Password password = wanted.password();
    if (password == null) {
      return Uni.createFrom().item(Optional.empty());
    }
    return newPasswords.accept(
        password,
        address,
        List.of(organizationName(address, wanted)),
        () -> confirmed ? Optional.of(passwords.hash(password)) : Optional.empty());
  }

  private Uni<Void> make(
      Transaction tx,
      UserId user,
      Address address,
      @Nullable String phc,
      boolean confirmed,
      UserChange wanted) {
    Instant now = clock.instant();
    TenantId tenant = new TenantId(ids.next());
    String name = organizationName(address, wanted);
    NewAccount account =
        new NewAccount(
            user,
            tenant,
            Role.ADMIN,
            address,
            phc,
            confirmed,
            wanted.userMetadata(),
            identity(user, address, wanted, now));
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
            .target("user", user, address.value())
            .meta("confirmed", confirmed)
            .build());
    return organizations
        .insert(tx, tenant, name, now)
        .chain(() -> accounts.insert(tx, account, now))
        .chain(() -> second(tx, user, address, wanted, now))
        .chain(() ->
            wanted.appMetadata().isEmpty()
                ? Uni.createFrom().voidItem()
                : changes.changeAppMetadata(tx, user, wanted.appMetadata(), now))
        .chain(() ->
            wanted.ban() == null
                ? Uni.createFrom().voidItem()
                : changes.ban(tx, user, wanted.ban().until(now), now));
  }

  /** The number of an account that has an address, too. */
  private Uni<Void> second(
      Transaction tx, UserId user, Address first, UserChange wanted, Instant now) {
    PhoneNumber number = wanted.phone();
    return number == null || number.equals(first)
        ? Uni.createFrom().voidItem()
        : phones.change(
            tx, user, number, isPhoneConfirmed(wanted), identity(user, number, wanted, now), now);
  }

  private Identity identity(UserId user, Address address, UserChange wanted, Instant now) {
    return Identity.own(ids.next(), address.provider(), user, wanted.userMetadata(), now);
  }

  private static String organizationName(Address address, UserChange wanted) {
    return OrganizationName.of(wanted.userMetadata(), address.organizationName());
  }
}
