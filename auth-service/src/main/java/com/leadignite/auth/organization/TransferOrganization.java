package com.leadignite.auth.organization;

import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hands an organization over: another member becomes an admin, and the caller is none any more, in
 * one step. Nobody changes their own role otherwise, so that an organization always has an admin.
 */
@Singleton
final class TransferOrganization {

  private final Rows rows;
  private final OrganizationStore store;
  private final MembershipStore memberships;
  private final StandingStore standings;
  private final InvitationStore invitations;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  TransferOrganization(
      Rows rows,
      OrganizationStore store,
      MembershipStore memberships,
      StandingStore standings,
      InvitationStore invitations,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.memberships = memberships;
    this.standings = standings;
    this.invitations = invitations;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Hands over. Fails with not-found if the other is no member who may sign in, and with
   * unavailable if Redis does not answer: it is handed over all the same.
   *
   * @param role what the caller is afterwards
   */
  Uni<Void> transfer(Caller.Person caller, UserId successor, Role role) {
    ChangeRole.refuse(MemberPolicy.transfer(caller, successor, role));
    Instant now = clock.instant();
    return rows.asService()
        .transaction(tx ->
            store
                .lock(tx, caller.tenantId())
                .chain(() -> memberships.mustStillBeAdmin(tx, caller, now))
                .chain(() -> standings.of(tx, caller.tenantId(), successor, now))
                .map(found ->
                    found.orElseThrow(
                        () -> new Problem(CommonProblem.NOT_FOUND, "There is no such member.")))
                .chain(standing ->
                    MemberPolicy.isAdmin(standing.role())
                        ? Uni.createFrom().item(List.<Revocation>of())
                        : give(tx, caller.tenantId(), successor, Role.ADMIN, now))
                .chain(revocations ->
                    give(tx, caller.tenantId(), caller.userId(), role, now)
                        .map(own -> Stream.of(revocations, own).flatMap(List::stream).toList()))
                .call(() -> stepDown(tx, caller, successor)))
        .chain(revokeTokens::publish);
  }

  private Uni<List<Revocation>> give(
      Transaction tx, TenantId tenant, UserId user, Role role, Instant now) {
    return store
        .changeRole(tx, tenant, user, role, now)
        .map(Optional::orElseThrow)
        .invoke(changed ->
            tx.record(
                events
                    .of("organization.member.role_changed")
                    .target("user", user, changed.member().email())
                    .change("role", changed.before().wireName(), role.wireName())
                    .build()))
        .chain(() -> revokeTokens.ofTenant(tx, tenant, user));
  }

  private Uni<Void> stepDown(Transaction tx, Caller.Person caller, UserId successor) {
    return invitations
        .deleteBy(tx, caller.tenantId(), caller.userId())
        .invoke(withdrawn ->
            tx.record(
                events
                    .of("organization.transferred")
                    .target("organization", caller.tenantId())
                    .target("user", successor)
                    .meta("invitations_withdrawn", withdrawn)
                    .build()))
        .replaceWithVoid();
  }
}
