package com.leadignite.auth.organization;

import com.leadignite.auth.organization.OrganizationStore.Changed;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
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
    return rows.as(caller)
        .transaction(tx -> change(tx, caller, user, role))
        .chain(outcome ->
            revokeTokens.publish(outcome.revocations()).replaceWith(outcome.changed().member()));
  }

  private Uni<Outcome> change(Transaction tx, Caller.Person caller, UserId user, Role role) {
    return store
        .lock(tx, caller.tenantId())
        .chain(() -> memberships.mustStillBeAdmin(tx, caller, clock.instant()))
        .chain(() -> store.changeRole(tx, caller.tenantId(), user, role, clock.instant()))
        .map(changed ->
            changed.orElseThrow(
                () -> new Problem(CommonProblem.NOT_FOUND, "There is no such member.")))
        .chain(changed ->
            changed.before() == role
                ? record(tx, changed, 0).replaceWith(new Outcome(changed, List.of()))
                : takeBack(tx, caller, changed)
                    .map(revocations -> new Outcome(changed, revocations)));
  }

  private Uni<List<Revocation>> takeBack(Transaction tx, Caller.Person caller, Changed changed) {
    UserId user = changed.member().userId();
    return (MemberPolicy.isAdmin(changed.member().role())
            ? Uni.createFrom().item(0)
            : invitations.deleteBy(tx, caller.tenantId(), user))
        .chain(withdrawn -> record(tx, changed, withdrawn))
        .chain(() -> revokeTokens.ofTenant(tx, caller.tenantId(), user));
  }

  private Uni<Void> record(Transaction tx, Changed changed, int withdrawn) {
    Member member = changed.member();
    tx.record(
        events
            .of("organization.member.role_changed")
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
