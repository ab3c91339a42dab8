package com.leadignite.leads.call;

import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Calls that the platform's other services report for an organization: each is recorded once for
 * its provider's id. Reported again, it fills what is empty, so that what people wrote of it stays.
 */
@Singleton
public final class ReportedCalls {

  private final CallStore store;
  private final CallAuditEvents events;
  private final Ids ids;

  ReportedCalls(CallStore store, CallAuditEvents events, Ids ids) {
    this.store = store;
    this.events = events;
    this.ids = ids;
  }

  /** A call that was recorded before, and with which lead. */
  public record Known(UUID call, UUID lead) {}

  /** The call, if its provider reported it before; its lead may be deleted. */
  public Uni<Optional<Known>> find(
      Transaction transaction, TenantId tenant, ReportedCall reported) {
    return store.find(transaction, tenant, reported.provider(), reported.providerCallId());
  }

  /**
   * Records a call, within a transaction of the service that holds the lead.
   *
   * @param lead whose it is if it is new
   * @param known what {@link #find} says of it
   * @return its id; empty if its lead is deleted, whose calls stay as they are
   */
  public Uni<Optional<UUID>> record(
      Transaction transaction,
      TenantId tenant,
      UUID lead,
      ReportedCall reported,
      Optional<Known> known) {
    if (known.isEmpty()) {
      return insert(transaction, tenant, lead, reported).map(Optional::of);
    }
    return store
        .lock(transaction, tenant, known.get().call())
        .chain(found ->
            found.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : fill(transaction, found.get(), reported).map(Optional::of));
  }

  private Uni<UUID> insert(
      Transaction transaction, TenantId tenant, UUID lead, ReportedCall reported) {
    Call call =
        new Call(
            ids.next(),
            tenant,
            lead,
            null,
            reported.details(),
            reported.provenance(),
            1,
            Instant.EPOCH,
            Instant.EPOCH);
    return store
        .insert(transaction, call)
        .invoke(stored -> transaction.record(events.event("call.created", null, stored)))
        .map(Call::id);
  }

  /** Whether another transaction recorded the same call meanwhile: done again, it is found. */
  public static boolean isRace(Throwable failure) {
    return Constraint.violated(failure, "call_provider_call_unique");
  }

  private Uni<UUID> fill(Transaction transaction, Call before, ReportedCall reported) {
    Call after =
        new Call(
            before.id(),
            before.tenantId(),
            before.leadId(),
            before.createdBy(),
            FilledCall.details(before.details(), reported.details()),
            FilledCall.provenance(before.provenance(), reported.provenance()),
            before.version(),
            before.createdAt(),
            before.updatedAt());
    return after.equals(before)
        ? Uni.createFrom().item(before.id())
        : store
            .update(transaction, after)
            .invoke(stored -> transaction.record(events.event("call.updated", before, stored)))
            .map(Call::id);
  }
}
