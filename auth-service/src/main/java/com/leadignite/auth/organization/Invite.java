package com.leadignite.auth.organization;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.instance.AuthConfig;
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

/** Makes invitations and takes them back. */
@Singleton
final class Invite {

  private final Rows rows;
  private final InvitationStore store;
  private final AuditEvents events;
  private final AuthConfig config;
  private final Ids ids;
  private final SecureRandom random;
  private final Clock clock;

  Invite(
      Rows rows,
      InvitationStore store,
      AuditEvents events,
      AuthConfig config,
      Ids ids,
      SecureRandom random,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.events = events;
    this.config = config;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  /** Invites somebody; the answer is the only place where the token is ever shown. */
  Uni<Invitation> invite(Caller.Person caller, EmailAddress email, Role role) {
    ChangeRole.refuse(MemberPolicy.invite(caller, role));
    Instant now = clock.instant();
    String token = InvitationToken.make(random);
    Invitation invitation =
        new Invitation(
            ids.next(), email.value(), role, now, now.plus(config.invitationLife()), token);
    return rows.as(caller)
        .transaction(tx -> {
          tx.record(
              events
                  .of("organization.invitation.created")
                  .target("invitation", invitation.id(), email.value())
                  .meta("role", role.wireName())
                  .build());
          return store.insert(tx, caller, invitation, InvitationToken.hash(token));
        })
        .replaceWith(invitation);
  }

  /**
   * Takes an invitation back; fails with not-found where the organization has none to take back.
   */
  Uni<Void> withdraw(Caller.Person caller, UUID id) {
    return rows.as(caller)
        .transaction(tx ->
            store
                .delete(tx, caller.tenantId(), id)
                .map(email ->
                    email.orElseThrow(
                        () -> new Problem(CommonProblem.NOT_FOUND, "There is no such invitation.")))
                .invoke(email ->
                    tx.record(
                        events
                            .of("organization.invitation.withdrawn")
                            .target("invitation", id, email)
                            .build())))
        .replaceWithVoid();
  }
}
