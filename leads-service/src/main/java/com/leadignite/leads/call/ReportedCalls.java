package com.leadignite.leads.call;

import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Constraint;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

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

  /** Records a call with a lead, within a transaction of the service; answers its id. */
  public Uni<UUID> record(
      Transaction transaction, TenantId tenant, UUID lead, ReportedCall reported) {
    return store
        .lock(transaction, tenant, reported.provider(), reported.providerCallId())
        .chain(found -> {
          if (found.isPresent()) {
            return fill(transaction, found.get(), reported);
          }
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
        });
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
            filled(before.details(), reported.details()),
            filled(before.provenance(), reported.provenance()),
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

  /** A call that has ended does not begin again, whatever arrives late. */
  private static CallDetails filled(CallDetails call, CallDetails reported) {
    boolean over = call.status() == CallStatus.COMPLETED || call.status() == CallStatus.FAILED;
    boolean priced = call.costMicros() != null;
    return new CallDetails(
        call.direction(),
        over ? call.status() : reported.status(),
        or(call.outcome(), reported.outcome()),
        or(call.startedAt(), reported.startedAt()),
        or(call.endedAt(), reported.endedAt()),
        or(call.durationSeconds(), reported.durationSeconds()),
        or(call.fromNumber(), reported.fromNumber()),
        or(call.toNumber(), reported.toNumber()),
        or(call.summary(), reported.summary()),
        or(call.transcript(), reported.transcript()),
        or(call.recordingUrl(), reported.recordingUrl()),
        priced ? call.costMicros() : reported.costMicros(),
        priced ? call.currency() : reported.currency());
  }

  private static Provenance filled(Provenance call, Provenance reported) {
    return new Provenance(
        call.provider(),
        call.providerCallId(),
        or(call.assistantId(), reported.assistantId()),
        or(call.assistantName(), reported.assistantName()),
        or(call.endedReason(), reported.endedReason()));
  }

  private static <T> @Nullable T or(@Nullable T there, @Nullable T reported) {
    return Objects.nonNull(there) ? there : reported;
  }
}
