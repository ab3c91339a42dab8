package com.leadignite.auth.organization;

import com.leadignite.auth.organization.OrganizationSettingsStore.Before;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;

/** Changes the name of an organization, and what it requires of its members. */
@Singleton
final class ChangeOrganization {

  private final Rows rows;
  private final OrganizationStore organizations;
  private final MembershipStore memberships;
  private final OrganizationSettingsStore store;
  private final AuditEvents events;
  private final Clock clock;

  ChangeOrganization(
      Rows rows,
      OrganizationStore organizations,
      MembershipStore memberships,
      OrganizationSettingsStore store,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.organizations = organizations;
    this.memberships = memberships;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Changes the caller's organization; answers it afterwards. Fails with forbidden if the caller is
   * no longer an admin of it.
   */
  Uni<Organization> change(Caller.Person caller, OrganizationSettings wanted) {
    if (wanted.isEmpty()) {
      throw Violations.of("mfa_required", "is needed unless there is a name");
    }
    Instant now = clock.instant();
    return rows.as(caller)
        .transaction(tx ->
            organizations
                .lock(tx, caller.tenantId())
                .chain(() -> memberships.mustStillBeAdmin(tx, caller, now))
                .chain(() -> store.change(tx, caller.tenantId(), wanted, now))
                .invoke(before -> before.ifPresent(was -> tx.record(event(caller, was, wanted)))))
        .chain(() -> organization(caller));
  }

  private AuditEvent event(Caller.Person caller, Before before, OrganizationSettings wanted) {
    AuditEvents.Builder event =
        events.of("organization.updated").target("organization", caller.tenantId());
    if (wanted.name() != null && !wanted.name().equals(before.name())) {
      event.change("name", before.name(), wanted.name());
    }
    if (wanted.mfaRequired() != null && wanted.mfaRequired() != before.mfaRequired()) {
      event.change("mfa_required", before.mfaRequired(), wanted.mfaRequired());
    }
    return event.build();
  }

  private Uni<Organization> organization(Caller.Person caller) {
    return organizations
        .ofCaller(caller)
        .map(found ->
            found.orElseThrow(
                () -> new Problem(CommonProblem.NOT_FOUND, "There is no such organization.")));
  }
}
