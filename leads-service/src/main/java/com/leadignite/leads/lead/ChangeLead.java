package com.leadignite.leads.lead;

import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.guard.time.Timestamps;
import com.leadignite.leads.EntityTags;
import com.leadignite.leads.member.MembershipCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
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
  private final LeadAuditEvents changes;
  private final Duplicates duplicates;
  private final MembershipCheck members;
  private final Normalizer normalizer;
  private final Clock clock;

  ChangeLead(
      Rows rows,
      LeadStore store,
      LeadAuditEvents changes,
      Duplicates duplicates,
      MembershipCheck members,
      Normalizer normalizer,
      Clock clock) {
    this.rows = rows;
    this.store = store;
    this.changes = changes;
    this.duplicates = duplicates;
    this.members = members;
    this.normalizer = normalizer;
    this.clock = clock;
  }

  /** Applies a merge patch to the version that the tags name. */
  Uni<Lead> patch(
      Caller.Person caller, UUID id, EntityTags expected, MergePatch<LeadDetails> patch) {
    return change(
        caller,
        id,
        "lead.updated",
        lead -> normalizer.changed(lead, patch.apply(existing(lead, expected).details())));
  }

  /** Deletes the version that the tags name. */
  Uni<Lead> delete(Caller.Person caller, UUID id, EntityTags expected) {
    return change(
        caller,
        id,
        "lead.deleted",
        lead -> existing(lead, expected).deletedAt(Timestamps.now(clock)));
  }

  /** Restores a deleted lead, of the version that the tags name if there are any. */
  Uni<Lead> restore(Caller.Person caller, UUID id, Optional<EntityTags> expected) {
    return change(
        caller,
        id,
        "lead.restored",
        lead -> {
          expected.ifPresent(tags -> tags.mustMatch(lead.etag()));
          return lead.deletedAt(null);
        });
  }

  /** Hands the version that the tags name over to another owner. */
  Uni<Lead> transfer(Caller.Person caller, UUID id, EntityTags expected, NewOwner to) {
    return change(
        caller,
        id,
        "lead.transferred",
        lead -> existing(lead, expected).ownedBy(new UserId(to.ownerId())));
  }

  /** The lead, if it is not deleted and of the version that the change was made for. */
  private static Lead existing(Lead lead, EntityTags expected) {
    if (lead.deletedAt() != null) {
      throw LeadProblems.notFound();
    }
    expected.mustMatch(lead.etag());
    return lead;
  }

  /**
   * Applies a change and answers the lead as it is then; the same version if nothing changed.
   *
   * @param action the audit event's name
   * @param edit gives the lead as it shall be; refuses by throwing a problem
   * @throws com.leadignite.guard.problem.Problem {@code not-found}, {@code forbidden}, {@code
   *     status-change-refused}, {@code duplicate-lead}, {@code validation-failed} if it is given to
   *     somebody who is no member, and what the edit refuses with
   */
  private Uni<Lead> change(Caller.Person caller, UUID id, String action, UnaryOperator<Lead> edit) {
    return members.withChecked(
        caller.tenantId(), asked -> attempt(caller, id, action, edit, asked));
  }

  private Uni<Lead> attempt(
      Caller.Person caller, UUID id, String action, UnaryOperator<Lead> edit, Set<UUID> asked) {
    AtomicReference<Lead> wanted = new AtomicReference<>();
    return rows.as(caller)
        .transaction(transaction ->
            store
                .lock(transaction, caller, id)
                .chain(found -> {
                  LeadStore.Found seen = found.orElseThrow(LeadProblems::notFound);
                  Lead after = decide(seen, edit);
                  members.requireChecked(caller, NewlyNamed.of(seen.lead(), after), asked);
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
              : duplicates.explain(caller, after, id, failure);
        });
  }

  private static Lead decide(LeadStore.Found seen, UnaryOperator<Lead> edit) {
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
        .update(transaction, caller.tenantId(), after)
        .map(stored -> {
          Lead kept = stored.orElseThrow(LeadProblems::notFound);
          transaction.record(changes.event(action, before, kept));
          return kept;
        });
  }
}
