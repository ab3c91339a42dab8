package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.AddressStore;
import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.phone.PhoneStore;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/**
 * Changes the address and the phone number of an account for its administrators; an anonymous
 * account becomes a person's with it.
 */
@Singleton
final class ChangeUserAddress {

  private final AdminChangeStore changes;
  private final AnonymousAccountStore anonymousAccounts;
  private final SecurityNotices notices;
  private final AddressStore addresses;
  private final PhoneStore phones;
  private final AuditEvents events;
  private final Ids ids;

  ChangeUserAddress(
      AdminChangeStore changes,
      AnonymousAccountStore anonymousAccounts,
      SecurityNotices notices,
      AddressStore addresses,
      PhoneStore phones,
      AuditEvents events,
      Ids ids) {
    this.changes = changes;
    this.anonymousAccounts = anonymousAccounts;
    this.notices = notices;
    this.addresses = addresses;
    this.phones = phones;
    this.events = events;
    this.ids = ids;
  }

  /**
   * Gives an account its new address and number, or confirms those it has, if that is wanted; fails
   * with email-exists or phone-exists if another account has it.
   */
  Uni<Void> change(UserUpdate step) {
    return email(step).chain(() -> phone(step));
  }

  private Uni<Void> phone(UserUpdate step) {
    PhoneNumber phone = step.wanted().phone();
    Account account = step.account();
    boolean confirms = step.wanted().phoneConfirmed();
    if (phone != null && step.movesPhone()) {
      step.tx()
          .record(
              step.event(events, "auth.phone.changed")
                  .change("phone", account.phone(), phone.value())
                  .meta("phone_confirmed", confirms)
                  .build());
      return account.anonymous() && step.wanted().email() == null
          ? convert(step, phone, confirms)
          : phones
              .change(step.tx(), account.id(), phone, confirms, identity(step, phone), step.now())
              .chain(() -> notices.phoneChanged(step.tx(), account.email()));
    }
    PhoneNumber present = account.phone();
    if (confirms && present != null && account.phoneConfirmedAt() == null) {
      step.tx().record(step.event(events, "auth.phone.confirmed").build());
      return addresses.confirm(step.tx(), account.id(), present, step.now()).replaceWithVoid();
    }
    return Uni.createFrom().voidItem();
  }

  private Uni<Void> email(UserUpdate step) {
    EmailAddress email = step.wanted().email();
    Account account = step.account();
    boolean confirms = step.wanted().confirmed();
    if (email != null && step.moves()) {
      step.tx()
          .record(
              step.event(events, "auth.email.changed")
                  .change("email", account.name(), email.value())
                  .meta("email_confirmed", confirms)
                  .build());
      return account.anonymous()
          ? convert(step, email, confirms)
          : changes
              .changeEmail(step.tx(), account.id(), email, confirms, step.now())
              .chain(() -> notices.emailChanged(step.tx(), account.email(), email));
    }
    if (confirms && account.email() != null && account.emailConfirmedAt() == null) {
      step.tx().record(step.event(events, "auth.email.confirmed").build());
      return changes.confirm(step.tx(), account.id(), step.now());
    }
    return Uni.createFrom().voidItem();
  }

  private Identity identity(UserUpdate step, Address address) {
    Account account = step.account();
    return Identity.own(
        ids.next(), address.provider(), account.id(), account.userMetadata(), step.now());
  }

  private Uni<Void> convert(UserUpdate step, Address address, boolean confirmed) {
    Account account = step.account();
    step.tx().record(step.event(events, "auth.user.converted").build());
    return anonymousAccounts.convert(
        step.tx(),
        account.id(),
        address,
        confirmed,
        identity(step, address),
        OrganizationName.of(account.userMetadata(), address.organizationName()),
        step.now());
  }
}
