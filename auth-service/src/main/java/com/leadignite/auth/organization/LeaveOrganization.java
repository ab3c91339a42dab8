package com.leadignite.auth.organization;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.organization.MembershipStore.Going;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
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
import java.util.List;

/**
 * Ends memberships. A member who leaves keeps their account and their other organizations; their
 * tokens for this one are revoked at once, and the invitations they made are withdrawn. If they
 * have no other organization they get one of their own, as after a sign-up without an invitation:
 * they could not accept another invitation if they could not sign in.
 */
@Singleton
final class LeaveOrganization {

  private final Rows rows;
  private final OrganizationStore organizations;
  private final MembershipStore memberships;
  private final InvitationStore invitations;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Ids ids;
  private final Clock clock;

  LeaveOrganization(
      Rows rows,
      OrganizationStore organizations,
      MembershipStore memberships,
      InvitationStore invitations,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Ids ids,
      Clock clock) {
    this.rows = rows;
    this.organizations = organizations;
    this.memberships = memberships;
    this.invitations = invitations;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.ids = ids;
    this.clock = clock;
  }

  /** A membership that ends. */
  private record End(TenantId tenant, UserId user, String action, Going going, Instant now) {}

  /**
   * Lets the caller leave one of their organizations. Fails with not-found if they have no such,
   * with last-admin if no admin would stay, and with unavailable if Redis does not answer: they
   * have left all the same.
   */
  Uni<Void> leave(Caller.Person caller, TenantId tenant) {
    return rows.asService()
        .transaction(tx ->
            going(tx, tenant, caller.userId(), "There is no such organization.")
                .invoke(going -> {
                  if (!MemberPolicy.mayLeave(going.role(), going.others())) {
                    throw AuthProblem.LAST_ADMIN.problem();
                  }
                })
                .chain(going ->
                    end(tx, new End(tenant, caller.userId(), "left", going, clock.instant()))))
        .chain(revokeTokens::publish);
  }

  /**
   * Removes another member from the caller's organization. Fails with not-found if there is none or
   * the caller's admins have no say over them, and with unavailable as {@link #leave} does.
   */
  Uni<Void> remove(Caller.Person caller, UserId user) {
    ChangeRole.refuse(MemberPolicy.remove(caller, user));
    TenantId tenant = caller.tenantId();
    return rows.asService()
        .transaction(tx ->
            going(tx, tenant, user, "There is no such member.")
                .invoke(going -> {
                  if (going.role() == Role.PLATFORM_ADMIN) {
                    throw new Problem(CommonProblem.NOT_FOUND, "There is no such member.");
                  }
                })
                // If two admins remove each other at once, the second is no longer an admin.
                .call(() -> memberships.mustStillBeAdmin(tx, caller, clock.instant()))
                .chain(going -> end(tx, new End(tenant, user, "removed", going, clock.instant()))))
        .chain(revokeTokens::publish);
  }

  private Uni<Going> going(Transaction tx, TenantId tenant, UserId user, String otherwise) {
    return organizations
        .lock(tx, tenant)
        .chain(() -> memberships.going(tx, tenant, user, clock.instant()))
        .map(found -> found.orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, otherwise)));
  }

  private Uni<List<Revocation>> end(Transaction tx, End end) {
    return memberships
        .actElsewhere(tx, end.tenant(), end.user(), end.now())
        .chain(elsewhere -> elsewhere ? Uni.createFrom().voidItem() : makeOwn(tx, end))
        .chain(() -> memberships.delete(tx, end.tenant(), end.user()))
        .chain(() -> invitations.deleteBy(tx, end.tenant(), end.user()))
        .invoke(withdrawn ->
            tx.record(
                events
                    .of("organization.member." + end.action())
                    .tenant(end.tenant())
                    .target("user", end.user(), end.going().email())
                    .meta("role", end.going().role().wireName())
                    .meta("invitations_withdrawn", withdrawn)
                    .build()))
        .chain(() -> revokeTokens.ofTenant(tx, end.tenant(), end.user()));
  }

  private Uni<Void> makeOwn(Transaction tx, End end) {
    TenantId own = new TenantId(ids.next());
    String name =
        EmailAddress.parse(end.going().email()).map(EmailAddress::local).orElse("Personal");
    tx.record(
        events
            .of("organization.created")
            .tenant(own)
            .target("organization", own, name)
            .target("user", end.user(), end.going().email())
            .build());
    return organizations
        .insert(tx, own, name, end.now())
        .chain(() -> memberships.join(tx, own, end.user(), Role.ADMIN, end.now()))
        .replaceWithVoid();
  }
}
