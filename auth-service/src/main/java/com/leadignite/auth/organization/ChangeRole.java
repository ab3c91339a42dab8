package com.leadignite.auth.organization;

import com.leadignite.auth.organization.OrganizationStore.Changed;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
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

/** Gives another member another role, and takes back every token that carries the one before. */
@Singleton
final class ChangeRole {

  private final Rows rows;
  private final OrganizationStore store;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  ChangeRole(
      Rows rows,
      OrganizationStore store,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  private record Outcome(Changed changed, List<Revocation> revocations) {}

  /** Changes; fails with not-found where there is no such member of the caller's organization. */
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
        .chain(() -> store.changeRole(tx, caller, user, role, clock.instant()))
        .map(changed ->
            changed.orElseThrow(
                () -> new Problem(CommonProblem.NOT_FOUND, "There is no such member.")))
        .chain(changed -> {
          tx.record(
              events
                  .of("organization.member.role_changed")
                  .target("user", user, changed.member().email())
                  .change("role", changed.before().wireName(), role.wireName())
                  .build());
          return changed.before() == role
              ? Uni.createFrom().item(new Outcome(changed, List.of()))
              : revokeTokens
                  .ofEverything(tx, caller.tenantId(), user)
                  .map(revocations -> new Outcome(changed, revocations));
        });
  }

  static void refuse(MemberPolicy.Decision decision) {
    switch (decision) {
      case ALLOWED -> {}
      case NOT_ADMIN ->
          throw new Problem(CommonProblem.FORBIDDEN, "Only an admin of the organization may.");
      case SELF -> throw AuthProblem.SELF_CHANGE.problem();
      case ROLE_NOT_GIVEN_HERE ->
          throw new Problem(
              CommonProblem.VALIDATION_FAILED, "role must be user, agent, manager or admin");
    }
  }
}
