package com.leadignite.auth.organization;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.access.FreshSignIn;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Makes and withdraws invitations. */
@Singleton
final class Invite {

  private final Rows rows;
  private final InvitationStore store;
  private final OrganizationStore organizations;
  private final MembershipStore memberships;
  private final FreshSignIn freshSignIn;
  private final AuditEvents events;
  private final InvitationConfig config;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;

  Invite(
      Rows rows,
      InvitationStore store,
      OrganizationStore organizations,
      MembershipStore memberships,
      FreshSignIn freshSignIn,
      AuditEvents events,
      InvitationConfig config,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.organizations = organizations;
    this.memberships = memberships;
    this.freshSignIn = freshSignIn;
    this.events = events;
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Invites a person, and withdraws what is open for that address: a corrected invitation replaces
   * the one before. The token is shown in this answer only. Fails with already-member, and for an
   * admin with fresh-sign-in-needed: it is as good as giving the role.
   */
  Uni<Invitation> invite(Caller.Person caller, EmailAddress email, Role role) {
    ChangeRole.refuse(MemberPolicy.invite(caller, role));
    if (role == Role.ADMIN) {
      freshSignIn.require(caller);
    }
    Instant now = clock.instant();
    String token = InvitationToken.make(random);
    Invitation invitation =
        new Invitation(
            ids.next(), email.value(), role, now, now.plus(config.invitationLife()), token);
    return rows.as(caller)
        .transaction(tx ->
            organizations
                .lock(tx, caller.tenantId())
                .chain(() -> memberships.mustStillBeAdmin(tx, caller))
                .chain(() -> store.deleteOpen(tx, caller.tenantId(), email))
                .invoke(replaced -> replaced.forEach(id -> tx.record(withdrawn(id, email.value()))))
                .chain(() -> store.isMember(tx, caller.tenantId(), email))
                .chain(member -> {
                  if (member) {
                    throw AuthProblem.ALREADY_MEMBER.problem();
                  }
                  tx.record(created(invitation));
                  return store.insert(tx, caller, invitation, InvitationToken.hash(token));
                }))
        .replaceWith(invitation);
  }

  private AuditEvent created(Invitation invitation) {
    return events
        .of("organization.invitation.created")
        .target("invitation", invitation.id(), invitation.email())
        .meta("role", invitation.role().wireName())
        .build();
  }

  private AuditEvent withdrawn(UUID id, String email) {
    return events.of("organization.invitation.withdrawn").target("invitation", id, email).build();
  }

  /** Withdraws an invitation; fails with not-found if the organization has no such open one. */
  Uni<Void> withdraw(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .transaction(tx ->
            store
                .delete(tx, caller.tenantId(), id)
                .map(email ->
                    email.orElseThrow(
                        () -> new Problem(CommonProblem.NOT_FOUND, "There is no such invitation.")))
                .invoke(email -> tx.record(withdrawn(id, email))))
        .replaceWithVoid();
  }
}
