package com.leadignite.leads.lead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.leads.idempotency.IdempotencyStore;
import com.leadignite.leads.idempotency.IdempotencyStore.Answer;
import com.leadignite.leads.idempotency.IdempotencyStore.Once;
import com.leadignite.leads.idempotency.IdempotentRequest;
import com.leadignite.leads.member.Members;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Creates a lead of the caller's, once for each idempotency key. */
@Singleton
final class CreateLead {

  private static final UUID NOT_YET = new UUID(0, 0);

  private final Rows rows;
  private final LeadStore store;
  private final IdempotencyStore idempotency;
  private final LeadChanges changes;
  private final Duplicates duplicates;
  private final Members members;
  private final ObjectMapper json;

  CreateLead(
      Rows rows,
      LeadStore store,
      IdempotencyStore idempotency,
      LeadChanges changes,
      Duplicates duplicates,
      Members members,
      ObjectMapper json) {
    this.rows = rows;
    this.store = store;
    this.idempotency = idempotency;
    this.changes = changes;
    this.duplicates = duplicates;
    this.members = members;
    this.json = json;
  }

  /**
   * Keeps the lead, its audit event and the answer under the key in one transaction. The answer is
   * JSON text already, so that one sent twice is the same to the byte.
   *
   * @throws com.leadignite.guard.problem.Problem {@code forbidden}, {@code duplicate-lead}, {@code
   *     idempotency-key-in-flight}, {@code idempotency-key-reused}, or {@code validation-failed}
   *     where the assignee is no member
   */
  Uni<Once> create(Caller.Person caller, LeadDetails details, Optional<IdempotentRequest> request) {
    return members.vouching(caller.tenantId(), asked -> attempt(caller, details, request, asked));
  }

  private Uni<Once> attempt(
      Caller.Person caller,
      LeadDetails details,
      Optional<IdempotentRequest> request,
      Set<UUID> asked) {
    return rows.as(caller)
        .transaction(transaction ->
            request.isEmpty()
                ? insert(transaction, caller, details, asked).map(answer -> new Once(answer, false))
                : idempotency.once(
                    transaction,
                    caller,
                    request.get(),
                    () -> insert(transaction, caller, details, asked)))
        .onFailure()
        .recoverWithUni(failure -> duplicates.explain(caller, details, null, failure));
  }

  private Uni<Answer> insert(
      Transaction transaction, Caller.Person caller, LeadDetails details, Set<UUID> asked) {
    return store
        .viewer(transaction, caller)
        .chain(viewer -> {
          LeadProblems.require(LeadPolicy.create(viewer, target(caller, details)));
          UUID assignee = details.assigneeId();
          if (assignee != null) {
            members.mustBeAsked(caller, Map.of("assignee_id", assignee), asked);
          }
          return store.insert(transaction, caller, details);
        })
        .map(lead -> {
          transaction.record(changes.event("lead.created", null, lead));
          return new Answer(lead.id(), lead.version(), text(lead));
        });
  }

  private static LeadTarget target(Caller.Person caller, LeadDetails details) {
    return LeadTarget.of(
        new Lead(
            NOT_YET,
            caller.tenantId(),
            caller.userId(),
            details,
            1,
            Instant.EPOCH,
            Instant.EPOCH,
            null));
  }

  private String text(Lead lead) {
    try {
      return json.writeValueAsString(lead);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a lead can be written as JSON", e);
    }
  }
}
