package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Map;

/**
 * Changes the address of an account for its administrators; an anonymous account becomes a person's
 * with it.
 */
@Singleton
final class ChangeUserAddress {

  private final AdminChangeStore changes;
  private final AnonymousAccountStore anonymousAccounts;
  private final SecurityNotices notices;
  private final AuditEvents events;
  private final Ids ids;

  ChangeUserAddress(
      AdminChangeStore changes,
      AnonymousAccountStore anonymousAccounts,
      SecurityNotices notices,
      AuditEvents events,
      Ids ids) {
    this.changes = changes;
    this.anonymousAccounts = anonymousAccounts;
    this.notices = notices;
    this.events = events;
    this.ids = ids;
  }

  /**
   * Gives an account its new address, or confirms the one it has, if that is wanted; fails with
   * email-exists if another account has it.
   */
  Uni<Void> change(UserUpdate step) {
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
          ? convert(step, email)
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

  private Uni<Void> convert(UserUpdate step, EmailAddress email) {
    Account account = step.account();
    Map<String, Object> said = account.userMetadata();
    step.tx().record(step.event(events, "auth.user.converted").build());
    return anonymousAccounts.convert(
        step.tx(),
        account.id(),
        email,
        step.wanted().confirmed(),
        Identity.email(ids.next(), account.id(), said, step.now()),
        OrganizationName.of(said, email.local()),
        step.now());
  }
}
