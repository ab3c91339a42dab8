package com.leadignite.leads.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.body.SentBody;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.hash.Sha256;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.leads.EntityTags;
import com.leadignite.leads.idempotency.IdempotencyStore;
import com.leadignite.leads.idempotency.IdempotencyStore.Answer;
import com.leadignite.leads.idempotency.IdempotencyStore.Outcome;
import com.leadignite.leads.idempotency.IdempotentRequest;
import com.leadignite.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Enters, changes and deletes calls with leads that the caller may see. */
@Singleton
final class WriteCalls {

  private final Rows rows;
  private final CallStore store;
  private final Leads leads;
  private final IdempotencyStore idempotency;
  private final CallAuditEvents events;
  private final Ids ids;
  private final ObjectMapper json;

  WriteCalls(
      Rows rows,
      CallStore store,
      Leads leads,
      IdempotencyStore idempotency,
      CallAuditEvents events,
      Ids ids,
      ObjectMapper json) {
    this.rows = rows;
    this.store = store;
    this.leads = leads;
    this.idempotency = idempotency;
    this.events = events;
    this.ids = ids;
    this.json = json;
  }

  /**
   * Keeps the call, its audit event and the answer under the key in one transaction.
   *
   * @param keys the values of the field {@code Idempotency-Key}, as often as it was sent
   * @return fails with {@code not-found} if the lead is not theirs to see, and as a request under
   *     an idempotency key does
   */
  Uni<Outcome> create(
      Caller.Person caller, UUID lead, SentBody<CallDetails> body, List<String> keys) {
    // The lead is in the path: the same body under the same key is another call with another lead.
    Optional<IdempotentRequest> request =
        IdempotentRequest.of(keys, body)
            .map(sent ->
                new IdempotentRequest(
                    sent.key(), Sha256.hex("call " + lead + " " + sent.payloadSha256())));
    Call call = Call.entered(ids.next(), lead, caller, body.value());
    return rows.as(caller)
        .transaction(transaction ->
            leads
                .lock(transaction, caller, lead)
                .chain(() ->
                    request.isEmpty()
                        ? insert(transaction, call).map(answer -> new Outcome(answer, false))
                        : idempotency.once(
                            transaction, caller, request.get(), () -> insert(transaction, call))));
  }

  private Uni<Answer> insert(Transaction transaction, Call call) {
    return store
        .insert(transaction, call)
        .map(stored -> {
          transaction.record(events.event("call.created", null, stored));
          return new Answer(stored.id(), stored.version(), text(stored));
        });
  }

  /** Applies a merge patch to the version that the tags name. */
  Uni<Call> patch(
      Caller.Person caller, UUID id, EntityTags expected, MergePatch<CallDetails> patch) {
    return rows.as(caller)
        .transaction(transaction ->
            locked(transaction, caller, id, expected)
                .chain(before -> {
                  Call after = before.with(changed(before.details(), patch));
                  if (!CallPolicy.mayChange(caller, before, after)) {
                    throw CallProblems.forbidden();
                  }
                  return after.equals(before)
                      ? Uni.createFrom().item(before)
                      : store
                          .update(transaction, after)
                          .invoke(stored ->
                              transaction.record(events.event("call.updated", before, stored)));
                }));
  }

  /** A duration that followed from the times follows from the new ones, unless one is sent. */
  private static CallDetails changed(CallDetails before, MergePatch<CallDetails> patch) {
    CallDetails after = patch.apply(before);
    return before.durationFollows() && !patch.names("duration_seconds") ? after.measured() : after;
  }

  /** Deletes the version that the tags name, for good. */
  Uni<Void> delete(Caller.Person caller, UUID id, EntityTags expected) {
    return rows.as(caller)
        .transaction(transaction ->
            locked(transaction, caller, id, expected)
                .chain(call -> {
                  if (!CallPolicy.mayDelete(caller, call)) {
                    throw CallProblems.forbidden();
                  }
                  transaction.record(events.event("call.deleted", call, null));
                  return store.delete(transaction, call);
                }));
  }

  /**
   * The call with the lock on it, once the policy of its lead has shown that to the caller. The
   * lead is locked first, as everywhere: two who lock in different orders wait for each other.
   */
  private Uni<Call> locked(
      Transaction transaction, Caller.Person caller, UUID id, EntityTags expected) {
    return store
        .find(transaction, caller.tenantId(), id)
        .map(found -> found.orElseThrow(CallProblems::notFound))
        .chain(call -> ReadCalls.ofCall(leads.lock(transaction, caller, call.leadId())))
        .chain(() -> store.lock(transaction, caller.tenantId(), id))
        .map(found -> found.orElseThrow(CallProblems::notFound))
        .invoke(call -> expected.mustMatch(call.etag()));
  }

  private String text(Call call) {
    try {
      return json.writeValueAsString(call);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a call can be written as JSON", e);
    }
  }
}
