package com.leadignite.auth.organization;

import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.AccountStore;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.organization.InvitationStore.Accepted;
import com.leadignite.auth.organization.MembershipStore.Joined;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.ActiveSessionStore;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Accepts invitations for people who have an account, and changes the organization they act in. */
@Singleton
final class JoinOrganization {

  private final Rows rows;
  private final AccountStore accounts;
  private final InvitationStore invitations;
  private final OrganizationStore organizations;
  private final InvalidSecrets invalidSecrets;
  private final MembershipStore memberships;
  private final ActiveSessionStore sessions;
  private final AuditEvents events;
  private final Clock clock;

  JoinOrganization(
      Rows rows,
      AccountStore accounts,
      InvitationStore invitations,
      OrganizationStore organizations,
      InvalidSecrets invalidSecrets,
      MembershipStore memberships,
      ActiveSessionStore sessions,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.accounts = accounts;
    this.invitations = invitations;
    this.organizations = organizations;
    this.invalidSecrets = invalidSecrets;
    this.memberships = memberships;
    this.sessions = sessions;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Accepts an invitation to the caller's own, confirmed address. Tokens from now on are for that
   * organization; the caller's present one stays as it is. A member stays what they are: roles are
   * changed by {@link ChangeRole} alone.
   */
  Uni<Organization> accept(Caller.Person caller, String token) {
    return accounts
        .ofCaller(caller)
        .map(found -> found.orElseThrow(AuthProblem.SESSION_NOT_FOUND::problem))
        .chain(account -> {
          EmailAddress email = account.email();
          if (email == null || account.emailConfirmedAt() == null) {
            throw AuthProblem.EMAIL_NOT_CONFIRMED.problem();
          }
          return rows.asService().transaction(tx -> accept(tx, caller, account, email, token));
        })
        .onFailure(e -> e instanceof Problem p && p.type() == AuthProblem.INVITE_NOT_FOUND)
        .recoverWithUni(e -> invalidSecrets.refuse("organization.invitation.failed", (Problem) e));
  }

  private Uni<Organization> accept(
      Transaction tx, Caller.Person caller, Account account, EmailAddress email, String token) {
    Instant now = clock.instant();
    byte[] hash = InvitationToken.hash(token);
    return organizations
        .lockByInvitation(tx, hash)
        .chain(() -> sessions.hold(tx, caller))
        .chain(() -> invitations.accept(tx, hash, email, account.id(), now))
        .map(accepted -> accepted.orElseThrow(AuthProblem.INVITE_NOT_FOUND::problem))
        .chain(accepted ->
            memberships
                .join(tx, accepted.tenantId(), account.id(), accepted.role(), now)
                .invoke(joined -> tx.record(event(account, accepted, joined)))
                .chain(() -> organization(tx, accepted.tenantId(), account.id())));
  }

  /** With the role that they have now, which for a member is the one they had. */
  private AuditEvent event(Account account, Accepted accepted, Joined joined) {
    return events
        .of(joined.now() ? "organization.member.joined" : "organization.invitation.spent_by_member")
        .tenant(accepted.tenantId())
        .target("user", account.id(), account.name())
        .meta("role", joined.role().wireName())
        .build();
  }

  /**
   * Makes another of the caller's organizations the one that tokens are minted for from now on.
   * Fails with organization-suspended.
   */
  Uni<Organization> actIn(Caller.Person caller, TenantId tenant) {
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("organization.switched")
                  .tenant(tenant)
                  .target("organization", tenant)
                  .build());
          // A suspension holds the accounts of all members: this waits for it, and then sees it.
          return memberships
              .actIn(tx, tenant, caller.userId(), clock.instant())
              .invoke(JoinOrganization::mustBeMember)
              .chain(() -> organization(tx, tenant, caller.userId()))
              .invoke(organization -> {
                if (organization.suspended()) {
                  throw AuthProblem.ORGANIZATION_SUSPENDED.problem();
                }
              });
        });
  }

  /** In the same transaction: a moment later they may have left. */
  private Uni<Organization> organization(Transaction tx, TenantId tenant, UserId user) {
    return organizations
        .ofMember(tx, tenant, user)
        .map(found -> found.orElseThrow(JoinOrganization::notFound));
  }

  private static void mustBeMember(boolean member) {
    if (!member) {
      throw notFound();
    }
  }

  private static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such organization.");
  }
}
