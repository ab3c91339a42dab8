package com.leadignite.auth.organization;

import com.leadignite.auth.organization.OrganizationStore.Changed;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/**
 * Gives another member another role, and revokes what the previous one gave them: every token that
 * carries it, and the invitations that only an admin may make.
 */
@Singleton
final class ChangeRole {

  private final Rows rows;
  private final OrganizationStore store;
  private final MembershipStore memberships;
  private final InvitationStore invitations;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  ChangeRole(
      Rows rows,
      OrganizationStore store,
      MembershipStore memberships,
      InvitationStore invitations,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.memberships = memberships;
    this.invitations = invitations;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  private record Outcome(Changed changed, List<Revocation> revocations) {}

  /**
   * Changes the role; fails with not-found if there is no such member of the caller's organization.
   */
  Uni<Member> change(Caller.Person caller, UserId user, Role role) {
    refuse(MemberPolicy.changeRole(caller, user, role));
    TenantId tenant = caller.tenantId();
    return publish(
        rows.as(caller)
            .transaction(tx ->
                store
                    .lock(tx, tenant)
                    .chain(() -> memberships.mustStillBeAdmin(tx, caller, clock.instant()))
                    .chain(() -> change(tx, tenant, user, role))));
  }

  /**
   * Changes the role of a member of any organization, for those who run the platform: also of one
   * that is suspended, whose admins may not sign in. Fails with not-found, as for a member who runs
   * the platform, and with last-admin if no admin who may sign in would be left.
   */
  Uni<Member> changeIn(TenantId tenant, Caller.Person caller, UserId user, Role role) {
    refuse(MemberPolicy.changeRole(caller, user, role));
    return publish(
        rows.asService()
            .transaction(tx ->
                store
                    .lock(tx, tenant)
                    .chain(() -> memberships.going(tx, tenant, user, clock.instant()))
                    .map(found -> found.orElseThrow(ChangeRole::notFound))
                    .invoke(going -> {
                      if (going.role() == Role.PLATFORM_ADMIN) {
                        throw notFound();
                      }
                      if (!MemberPolicy.isAdmin(role)
                          && !MemberPolicy.mayLeave(going.role(), going.others())) {
                        throw AuthProblem.LAST_ADMIN.problem();
                      }
                    })
                    .chain(() -> change(tx, tenant, user, role))));
  }

  private Uni<Member> publish(Uni<Outcome> changing) {
    return changing.chain(outcome ->
        revokeTokens.publish(outcome.revocations()).replaceWith(outcome.changed().member()));
  }

  private Uni<Outcome> change(Transaction tx, TenantId tenant, UserId user, Role role) {
    return store
        .changeRole(tx, tenant, user, role, clock.instant())
        .map(changed -> changed.orElseThrow(ChangeRole::notFound))
        .chain(changed ->
            changed.before() == role
                ? record(tx, tenant, changed, 0).replaceWith(new Outcome(changed, List.of()))
                : takeBack(tx, tenant, changed)
                    .map(revocations -> new Outcome(changed, revocations)));
  }

  private static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such member.");
  }

  private Uni<List<Revocation>> takeBack(Transaction tx, TenantId tenant, Changed changed) {
    UserId user = changed.member().userId();
    return (MemberPolicy.isAdmin(changed.member().role())
            ? Uni.createFrom().item(0)
            : invitations.deleteBy(tx, tenant, user))
        .chain(withdrawn -> record(tx, tenant, changed, withdrawn))
        .chain(() -> revokeTokens.ofTenant(tx, tenant, user));
  }

  private Uni<Void> record(Transaction tx, TenantId tenant, Changed changed, int withdrawn) {
    Member member = changed.member();
    tx.record(
        events
            .of("organization.member.role_changed")
            .tenant(tenant)
            .target("user", member.userId(), member.email())
            .change("role", changed.before().wireName(), member.role().wireName())
            .meta("invitations_withdrawn", withdrawn)
            .build());
    return Uni.createFrom().voidItem();
  }

  static void refuse(MemberPolicy.Decision decision) {
    switch (decision) {
      case ALLOWED -> {}
      case NOT_ADMIN ->
          throw new Problem(CommonProblem.FORBIDDEN, "Only an admin of the organization may.");
      case SELF -> throw AuthProblem.SELF_CHANGE.problem();
      case SELF_REMOVAL -> throw AuthProblem.SELF_REMOVAL.problem();
      case ROLE_NOT_GIVEN_HERE ->
          throw Violations.of("role", "must be user, agent, manager or admin");
      case NO_STEPPING_DOWN -> throw Violations.of("role", "must be user, agent or manager");
    }
  }
}
