package com.leadignite.auth.admin;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.onetime.Issue;
import com.leadignite.auth.onetime.OneTimeMail;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** Makes an account for somebody, and mails them the link that signs them in to it. */
@Singleton
public final class InviteUser {

  private final AdminUserStore users;
  private final AdminChangeStore changes;
  private final FindInvited findInvited;
  private final OneTimeMail oneTimeMail;
  private final AuditEvents events;
  private final Clock clock;

  InviteUser(
      AdminUserStore users,
      AdminChangeStore changes,
      FindInvited findInvited,
      OneTimeMail oneTimeMail,
      AuditEvents events,
      Clock clock) {
    this.users = users;
    this.changes = changes;
    this.findInvited = findInvited;
    this.oneTimeMail = oneTimeMail;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Invites a person; one who has not accepted yet is mailed once more.
   *
   * @return the account; fails with email-exists if it is confirmed, or with forbidden
   */
  public Uni<Account> invite(Caller caller, LinkRequest wanted) {
    UserMetadata.check(wanted.data());
    return findInvited
        .ask(wanted)
        .chain(() ->
            users
                .asAdministration()
                .transaction(tx ->
                    findInvited
                        .of(tx, caller, wanted)
                        .chain(found -> invite(tx, found.account(), wanted))));
  }

  private Uni<Account> invite(Transaction tx, Account account, LinkRequest wanted) {
    tx.record(
        events
            .of("auth.user.invited")
            .tenant(account.tenantId())
            .target("user", account.id(), account.name())
            .build());
    Issue issue = Issue.to(Purpose.INVITE, wanted.email(), account.id(), wanted.flow());
    return oneTimeMail
        .send(tx, issue)
        .chain(() -> findInvited.describe(tx, account, wanted))
        .chain(() -> changes.invited(tx, account.id(), clock.instant()))
        .chain(() -> users.find(tx, account.id()))
        .map(Optional::orElseThrow);
  }
}
