package com.leadignite.auth.organization;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Changes what an organization requires of its members. */
@Singleton
final class ChangeOrganization {

  private final Rows rows;
  private final OrganizationStore organizations;
  private final OrganizationSettingsStore store;
  private final AuditEvents events;
  private final Clock clock;

  ChangeOrganization(
      Rows rows,
      OrganizationStore organizations,
      OrganizationSettingsStore store,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.organizations = organizations;
    this.store = store;
    this.events = events;
    this.clock = clock;
  }

  /** Changes the caller's organization; answers it afterwards. */
  Uni<Organization> change(Caller.Person caller, OrganizationSettings wanted) {
    return rows.as(caller)
        .transaction(tx -> requireMfa(tx, caller, wanted.mfaRequired()))
        .chain(() -> organization(caller));
  }

  private Uni<Void> requireMfa(Transaction tx, Caller.Person caller, boolean required) {
    return store
        .requireMfa(tx, caller, required, clock.instant())
        .invoke(changed -> {
          if (changed) {
            tx.record(
                events
                    .of("organization.updated")
                    .target("organization", caller.tenantId())
                    .change("mfa_required", !required, required)
                    .build());
          }
        })
        .replaceWithVoid();
  }

  private Uni<Organization> organization(Caller.Person caller) {
    return organizations
        .ofCaller(caller)
        .map(found ->
            found.orElseThrow(
                () -> new Problem(CommonProblem.NOT_FOUND, "There is no such organization.")));
  }
}
