package com.leadignite.auth.organization;

import com.leadignite.auth.organization.SuspensionStore.Found;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.token.Revocation;
import com.leadignite.auth.token.RevokeTokens;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Suspends organizations and lifts suspensions, for those who run the platform. Nobody gets a token
 * for a suspended organization, and every member's tokens for it are revoked, each under the key
 * that requests ask for anyway: a request costs no more because organizations can be suspended.
 * Members keep their accounts and act in another of their organizations.
 */
@Singleton
final class SuspendOrganization {

  private final Rows rows;
  private final OrganizationStore organizations;
  private final SuspensionStore store;
  private final RevokeTokens revokeTokens;
  private final AuditEvents events;
  private final Clock clock;

  SuspendOrganization(
      Rows rows,
      OrganizationStore organizations,
      SuspensionStore store,
      RevokeTokens revokeTokens,
      AuditEvents events,
      Clock clock) {
    this.rows = rows;
    this.organizations = organizations;
    this.store = store;
    this.revokeTokens = revokeTokens;
    this.events = events;
    this.clock = clock;
  }

  /** An organization; fails with not-found. */
  Uni<AdministeredOrganization> find(TenantId tenant) {
    return rows.asService().transaction(tx -> found(tx, tenant)).map(Found::organization);
  }

  /**
   * Suspends an organization; of one that is suspended it changes the reason. Fails with not-found,
   * with platform-organization if people who run the platform would be locked out, and with
   * unavailable if Redis does not answer: it is suspended all the same.
   */
  Uni<AdministeredOrganization> suspend(TenantId tenant, String reason) {
    return rows.asService()
        .transaction(tx ->
            locked(tx, tenant)
                .invoke(found -> {
                  if (found.platformAdmins()) {
                    throw AuthProblem.PLATFORM_ORGANIZATION.problem();
                  }
                })
                .chain(found -> suspend(tx, found.organization(), reason)))
        .chain(revokeTokens::publish)
        .chain(() -> find(tenant));
  }

  private Uni<List<Revocation>> suspend(
      Transaction tx, AdministeredOrganization organization, String reason) {
    Instant now = clock.instant();
    Instant since = organization.suspendedAt() == null ? now : organization.suspendedAt();
    return store
        .lockMembers(tx, organization.id())
        .chain(members ->
            set(tx, organization, since, reason, now)
                .chain(() -> revokeTokens.ofTenant(tx, organization.id(), members)));
  }

  /** Lifts the suspension of an organization, if it is suspended; fails with not-found. */
  Uni<AdministeredOrganization> lift(TenantId tenant) {
    return rows.asService()
        .transaction(tx ->
            locked(tx, tenant)
                .chain(found ->
                    found.organization().suspendedAt() == null
                        ? Uni.createFrom().voidItem()
                        : store
                            .lockMembers(tx, tenant)
                            .chain(
                                () -> set(tx, found.organization(), null, null, clock.instant()))))
        .chain(() -> find(tenant));
  }

  private Uni<Void> set(
      Transaction tx,
      AdministeredOrganization organization,
      @Nullable Instant since,
      @Nullable String reason,
      Instant now) {
    tx.record(
        events
            .of(since == null ? "organization.suspension_lifted" : "organization.suspended")
            .tenant(organization.id())
            .target("organization", organization.id(), organization.name())
            .change("suspended_at", organization.suspendedAt(), since)
            .change("reason", organization.suspensionReason(), reason)
            .build());
    return store
        .set(tx, organization.id(), since, reason, now)
        .chain(() -> store.actElsewhere(tx, organization.id(), now));
  }

  private Uni<Found> locked(Transaction tx, TenantId tenant) {
    return organizations.lock(tx, tenant).chain(() -> found(tx, tenant));
  }

  private Uni<Found> found(Transaction tx, TenantId tenant) {
    return store
        .find(tx, tenant)
        .map(found ->
            found.orElseThrow(
                () -> new Problem(CommonProblem.NOT_FOUND, "There is no such organization.")));
  }
}
