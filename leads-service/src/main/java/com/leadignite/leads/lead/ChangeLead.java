package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.leads.member.Members;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/**
 * Changes one lead: reads it under a lock, asks the policy about before and after, and keeps the
 * new version with its audit event. The lock makes the version that If-Match was held against the
 * version that is replaced.
 */
@Singleton
final class ChangeLead {

  private final Rows rows;
  private final LeadStore store;
  private final LeadChanges changes;
  private final Duplicates duplicates;
  private final Members members;

  ChangeLead(
      Rows rows, LeadStore store, LeadChanges changes, Duplicates duplicates, Members members) {
    this.rows = rows;
    this.store = store;
    this.changes = changes;
    this.duplicates = duplicates;
    this.members = members;
  }

  /**
   * Applies a change and answers the lead as it is then; the same version where nothing changed.
   *
   * @param action the audit event's name
   * @param edit gives the lead as it shall be; may refuse by throwing a problem, and answers null
   *     never
   * @throws com.leadignite.guard.problem.Problem {@code not-found}, {@code forbidden}, {@code
   *     status-change-refused}, {@code duplicate-lead}, {@code validation-failed} where it is given
   *     to somebody who is no member, and what the edit refuses with
   */
  Uni<Lead> change(Caller.Person caller, UUID id, String action, UnaryOperator<Lead> edit) {
    return members.vouching(caller.tenantId(), asked -> attempt(caller, id, action, edit, asked));
  }

  private Uni<Lead> attempt(
      Caller.Person caller, UUID id, String action, UnaryOperator<Lead> edit, Set<UUID> asked) {
    AtomicReference<Lead> wanted = new AtomicReference<>();
    return rows.as(caller)
        .transaction(transaction ->
            store
                .lock(transaction, caller, id)
                .chain(found -> {
                  LeadStore.Seen seen = found.orElseThrow(LeadProblems::notFound);
                  Lead after = decide(seen, edit);
                  members.mustBeAsked(caller, NewPeople.of(seen.lead(), after), asked);
                  wanted.set(after);
                  return after.equals(seen.lead())
                      ? Uni.createFrom().item(after)
                      : keep(transaction, caller, action, seen.lead(), after);
                }))
        .onFailure()
        .recoverWithUni(failure -> {
          Lead after = wanted.get();
          return after == null
              ? Uni.createFrom().failure(failure)
              : duplicates.explain(caller, after.details(), id, failure);
        });
  }

  private static Lead decide(LeadStore.Seen seen, UnaryOperator<Lead> edit) {
    Lead before = seen.lead();
    LeadProblems.require(LeadPolicy.read(seen.viewer(), LeadTarget.of(before)));
    Lead after = edit.apply(before);
    LeadProblems.require(
        LeadPolicy.change(seen.viewer(), LeadTarget.of(before), LeadTarget.of(after)));
    LeadStatus from = before.details().status();
    LeadStatus to = after.details().status();
    if (!from.mayBecome(to)) {
      throw LeadProblems.statusChangeRefused(from, to);
    }
    return after;
  }

  private Uni<Lead> keep(
      Transaction transaction, Caller.Person caller, String action, Lead before, Lead after) {
    return store
        .update(transaction, caller, after)
        .map(stored -> {
          Lead kept = stored.orElseThrow(LeadProblems::notFound);
          transaction.record(changes.event(action, before, kept));
          return kept;
        });
  }
}
