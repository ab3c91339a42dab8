package com.leadignite.auth.organization;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.access.FreshSignIn;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes, mails and withdraws invitations. */
@Singleton
final class Invite {

  private final Rows rows;
  private final InvitationStore store;
  private final OpenInvitationStore open;
  private final InvitationMail mail;
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
      OpenInvitationStore open,
      InvitationMail mail,
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
    this.open = open;
    this.mail = mail;
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
   * the one before. The token is shown in this answer only, or in the mail only. Fails with
   * already-member, for an admin with fresh-sign-in-needed: it is as good as giving the role; and
   * with too-many-requests.
   */
  Uni<Invitation> invite(Caller.Person caller, NewInvitation wanted) {
    EmailAddress email = EmailAddress.parse(wanted.email()).orElseThrow();
    Role role = wanted.role().role();
    ChangeRole.refuse(MemberPolicy.invite(caller, role));
    requireFresh(caller, role);
    Instant now = clock.instant();
    String token = InvitationToken.make(random);
    Invitation invitation =
        new Invitation(
            ids.next(),
            email.value(),
            role,
            now,
            now.plus(config.invitationLife()),
            wanted.mail() ? now : null,
            wanted.mail() ? null : token);
    return (wanted.mail() ? mail.mayBeSent(caller.tenantId(), email) : Uni.createFrom().item(false))
        // Mails are the service's: an admin who could read them could accept every invitation.
        .chain(sent ->
            (wanted.mail() ? rows.asService() : rows.as(caller))
                .transaction(tx ->
                    store(tx, caller, email, invitation, token)
                        .chain(() ->
                            sent
                                ? mail.send(tx, caller, invitation, token, wanted.redirectTo())
                                : Uni.createFrom().voidItem())))
        .replaceWith(invitation);
  }

  private void requireFresh(Caller.Person caller, Role role) {
    if (role == Role.ADMIN) {
      freshSignIn.require(caller);
    }
  }

  private Uni<Void> store(
      Transaction tx,
      Caller.Person caller,
      EmailAddress email,
      Invitation invitation,
      String token) {
    return organizations
        .lock(tx, caller.tenantId())
        .chain(() -> memberships.mustStillBeAdmin(tx, caller, invitation.createdAt()))
        .chain(() -> store.deleteOpen(tx, caller.tenantId(), email))
        .invoke(replaced -> replaced.forEach(id -> tx.record(withdrawn(id, email.value()))))
        .chain(() -> mustBeNoMember(tx, caller.tenantId(), email))
        .invoke(() -> tx.record(created(invitation)))
        .chain(() -> store.insert(tx, caller, invitation, InvitationToken.hash(token)));
  }

  private Uni<Void> mustBeNoMember(Transaction tx, TenantId tenant, EmailAddress email) {
    return store
        .isMember(tx, tenant, email)
        .invoke(member -> {
          if (member) {
            throw AuthProblem.ALREADY_MEMBER.problem();
          }
        })
        .replaceWithVoid();
  }

  /**
   * Mails an open invitation again, with another token: the link of before is void. The caller is
   * its author from now on, and it expires as late as a new one. Fails with not-found if the
   * organization has no such open one, and otherwise as {@link #invite} does.
   */
  Uni<Invitation> resend(Caller.Person caller, UUID id, @Nullable String redirectTo) {
    return open.address(caller.tenantId(), id)
        .map(found -> found.orElseThrow(Invite::notFound))
        .chain(email ->
            mail.mayBeSent(caller.tenantId(), email)
                .chain(sent ->
                    rows.asService()
                        .transaction(tx ->
                            resend(tx, caller, id, email)
                                .call(renewed ->
                                    sent
                                        ? mail.send(
                                            tx,
                                            caller,
                                            renewed.invitation(),
                                            renewed.token(),
                                            redirectTo)
                                        : Uni.createFrom().voidItem())))
                .map(Renewed::invitation));
  }

  /** An invitation and its new token, which only the mail has. */
  private record Renewed(Invitation invitation, String token) {}

  private Uni<Renewed> resend(Transaction tx, Caller.Person caller, UUID id, EmailAddress email) {
    Instant now = clock.instant();
    String token = InvitationToken.make(random);
    return organizations
        .lock(tx, caller.tenantId())
        .chain(() -> memberships.mustStillBeAdmin(tx, caller, now))
        .chain(() -> mustBeNoMember(tx, caller.tenantId(), email))
        .chain(() ->
            open.renew(
                tx, caller, id, InvitationToken.hash(token), now.plus(config.invitationLife())))
        .map(found -> found.orElseThrow(Invite::notFound))
        .invoke(renewed -> requireFresh(caller, renewed.role()))
        .invoke(renewed ->
            tx.record(
                events
                    .of("organization.invitation.resent")
                    .target("invitation", id, renewed.email())
                    .meta("role", renewed.role().wireName())
                    .build()))
        .map(renewed -> new Renewed(renewed, token));
  }

  private static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such invitation.");
  }

  private AuditEvent created(Invitation invitation) {
    return events
        .of("organization.invitation.created")
        .target("invitation", invitation.id(), invitation.email())
        .meta("role", invitation.role().wireName())
        .meta("mailed", invitation.mailedAt() != null)
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
                .map(email -> email.orElseThrow(Invite::notFound))
                .invoke(email -> tx.record(withdrawn(id, email))))
        .replaceWithVoid();
  }
}
