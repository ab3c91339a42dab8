package com.leadignite.leads.lead;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.body.SentBody;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.leads.idempotency.IdempotencyStore;
import com.leadignite.leads.idempotency.IdempotencyStore.Answer;
import com.leadignite.leads.idempotency.IdempotencyStore.Outcome;
import com.leadignite.leads.idempotency.IdempotentRequest;
import com.leadignite.leads.member.MembershipCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Creates a lead of the caller's, once for each idempotency key. */
@Singleton
final class CreateLead {

  private final Rows rows;
  private final LeadStore store;
  private final IdempotencyStore idempotency;
  private final LeadAuditEvents changes;
  private final Duplicates duplicates;
  private final Normalizer normalizer;
  private final MembershipCheck members;
  private final ObjectMapper json;

  CreateLead(
      Rows rows,
      LeadStore store,
      IdempotencyStore idempotency,
      LeadAuditEvents changes,
      Duplicates duplicates,
      Normalizer normalizer,
      MembershipCheck members,
      ObjectMapper json) {
    this.rows = rows;
    this.store = store;
    this.idempotency = idempotency;
    this.changes = changes;
    this.duplicates = duplicates;
    this.normalizer = normalizer;
    this.members = members;
    this.json = json;
  }

  /**
   * Keeps the lead, its audit event and the answer under the key in one transaction. The answer is
   * JSON text already, so that one sent twice is the same to the byte.
   *
   * @param keys the values of the field {@code Idempotency-Key}, as often as it was sent
   * @throws com.leadignite.guard.problem.Problem {@code forbidden}, {@code duplicate-lead}, {@code
   *     idempotency-key-in-flight}, {@code idempotency-key-reused}, or {@code validation-failed} if
   *     the assignee is no member
   */
  Uni<Outcome> create(Caller.Person caller, SentBody<LeadDetails> body, List<String> keys) {
    return create(caller, body.value(), IdempotentRequest.of(keys, body));
  }

  /** As above, for details that did not come as a body. */
  Uni<Outcome> create(
      Caller.Person caller, LeadDetails details, Optional<IdempotentRequest> request) {
    Lead draft = Lead.draft(caller, details, normalizer.of(details));
    return members.withChecked(caller.tenantId(), asked -> attempt(caller, draft, request, asked));
  }

  private Uni<Outcome> attempt(
      Caller.Person caller, Lead draft, Optional<IdempotentRequest> request, Set<UUID> asked) {
    return rows.as(caller)
        .transaction(transaction ->
            request.isEmpty()
                ? insert(transaction, caller, draft, asked)
                    .map(answer -> new Outcome(answer, false))
                : idempotency.once(
                    transaction,
                    caller,
                    request.get(),
                    () -> insert(transaction, caller, draft, asked)))
        .onFailure()
        .recoverWithUni(failure -> duplicates.explain(caller, draft, null, failure));
  }

  private Uni<Answer> insert(
      Transaction transaction, Caller.Person caller, Lead draft, Set<UUID> asked) {
    return store
        .viewer(transaction, caller)
        .chain(viewer -> {
          LeadProblems.require(LeadPolicy.create(viewer, LeadTarget.of(draft)));
          UUID assignee = draft.details().assigneeId();
          if (assignee != null) {
            members.requireChecked(caller, Map.of("assignee_id", assignee), asked);
          }
          return store.insert(transaction, caller.tenantId(), draft);
        })
        .map(lead -> {
          transaction.record(changes.event("lead.created", null, lead));
          return new Answer(lead.id(), lead.version(), text(lead));
        });
  }

  private String text(Lead lead) {
    try {
      return json.writeValueAsString(lead);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a lead can be written as JSON", e);
    }
  }
}
