package com.leadignite.auth.linking;

import com.leadignite.auth.account.AnonymousAccountStore;
import com.leadignite.auth.account.AnonymousAccountStore.AnonymousAccount;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.EmailChangeStore;
import com.leadignite.auth.identity.Identity;
import com.leadignite.auth.identity.IdentityStore;
import com.leadignite.auth.mail.SecurityNotices;
import com.leadignite.auth.onetime.Purpose;
import com.leadignite.auth.onetime.UseSecret;
import com.leadignite.auth.organization.OrganizationName;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;

/**
 * Links an identity to the account of the person who asked for it. An anonymous account becomes
 * theirs, with the address that the provider verified, as after a sign-up.
 */
@Singleton
public final class LinkIdentity {

  private final IdentityStore identities;
  private final AnonymousAccountStore anonymousAccounts;
  private final ActiveSessionStore sessions;
  private final UseSecret useSecret;
  private final EmailChangeStore emailChanges;
  private final SecurityNotices notices;
  private final AuditEvents events;
  private final Ids ids;
  private final Clock clock;

  LinkIdentity(
      IdentityStore identities,
      AnonymousAccountStore anonymousAccounts,
      ActiveSessionStore sessions,
      UseSecret useSecret,
      EmailChangeStore emailChanges,
      SecurityNotices notices,
      AuditEvents events,
      Ids ids,
      Clock clock) {
    this.identities = identities;
    this.anonymousAccounts = anonymousAccounts;
    this.sessions = sessions;
    this.useSecret = useSecret;
    this.emailChanges = emailChanges;
    this.notices = notices;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Links an identity, in a transaction of the service. Fails with session-not-found if the session
   * that asked for it has ended, and with identity-exists if it is linked already; for an anonymous
   * account also with address-not-verified, and with email-exists if another account has the
   * address.
   */
  public Uni<Void> link(Transaction tx, UserId user, PendingLink pending) {
    return anonymousAccounts
        .find(tx, user)
        .chain(before -> before.isPresent() ? voidMailed(tx, user) : Uni.createFrom().voidItem())
        .chain(() -> sessions.holdOf(tx, user, pending.session()))
        // It may have become somebody's before the lock.
        .chain(() -> anonymousAccounts.find(tx, user))
        .chain(anonymous ->
            anonymous.isPresent()
                ? convert(tx, user, anonymous.get(), pending)
                : add(tx, user, pending));
  }

  /**
   * Voids what was mailed to get into the account (B25): before everything else, as every use of a
   * secret locks it first.
   */
  private Uni<Void> voidMailed(Transaction tx, UserId user) {
    return useSecret
        .voidOf(tx, user, EnumSet.allOf(Purpose.class))
        .chain(() -> emailChanges.delete(tx, user));
  }

  private Uni<Void> convert(
      Transaction tx, UserId user, AnonymousAccount account, PendingLink pending) {
    EmailAddress email = pending.verified();
    if (email == null) {
      return Uni.createFrom().failure(AuthProblem.ADDRESS_NOT_VERIFIED.problem());
    }
    Instant now = clock.instant();
    tx.record(
        events
            .of("auth.user.converted")
            .actor("user", user.toString(), email.value(), pending.session().value())
            .tenant(account.tenantId())
            .target("user", user, email.value())
            .build());
    record(tx, user, account.tenantId(), pending);
    return anonymousAccounts.convert(
        tx,
        user,
        email,
        true,
        Identity.of(ids.next(), pending.identity(), now),
        OrganizationName.of(account.userMetadata(), email.local()),
        now);
  }

  private Uni<Void> add(Transaction tx, UserId user, PendingLink pending) {
    return identities
        .link(tx, user, pending.identity(), clock.instant())
        .invoke(account -> record(tx, user, account.tenantId(), pending))
        .chain(account ->
            notices.identityLinked(
                tx,
                EmailAddress.parse(account.email()).orElse(null),
                pending.identity().provider()));
  }

  private void record(Transaction tx, UserId user, TenantId tenant, PendingLink pending) {
    tx.record(
        events
            .of("auth.identity.linked")
            .actor("user", user.toString(), null, pending.session().value())
            .tenant(tenant)
            .target("user", user)
            .meta("provider", pending.identity().provider())
            .build());
  }
}
