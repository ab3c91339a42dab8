package com.leadignite.leads.lead;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import com.leadignite.leads.lead.ReferenceStore.By;
import com.leadignite.leads.lead.ReferenceStore.Candidate;
import com.leadignite.leads.lead.UpsertedLead.Outcome;
import com.leadignite.leads.lead.UsableDetails.Usable;
import com.leadignite.leads.member.MembershipCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds the lead that another system reports of, and fills what is empty in it; creates it if there
 * is none. It is looked for by its id, by the call that is reported again, by what that system
 * calls it, by the normalized address and by the number, in this order. A lead that people deleted
 * stays deleted: a report that means it by an id or by a call does nothing.
 */
@Singleton
final class UpsertLead {

  private final LeadStore store;
  private final ReferenceStore references;
  private final UsableDetails usable;
  private final Normalizer normalizer;
  private final MembershipCheck members;
  private final LeadAuditEvents events;

  UpsertLead(
      LeadStore store,
      ReferenceStore references,
      UsableDetails usable,
      Normalizer normalizer,
      MembershipCheck members,
      LeadAuditEvents events) {
    this.store = store;
    this.references = references;
    this.usable = usable;
    this.normalizer = normalizer;
    this.members = members;
    this.events = events;
  }

  /**
   * Does it within the transaction.
   *
   * @param called whose the call is that the report tells of; null if it is not known yet
   * @return fails as {@link MembershipCheck#requireChecked} does if a new lead goes to somebody who
   *     is not known to be a member
   */
  Uni<UpsertedLead> upsert(
      Transaction transaction,
      TenantId tenant,
      ReportedLead reported,
      @Nullable UUID called,
      LeadKeepers keepers,
      Set<UUID> checked) {
    Usable read = usable.of(reported, keepers);
    Normalized normalized = normalizer.of(read.details());
    return references
        .candidates(transaction, tenant, reported, called, normalized)
        .chain(found -> {
          Optional<Candidate> meant = found.stream().findFirst();
          if (meant.isPresent() && meant.get().deleted()) {
            return Uni.createFrom()
                .item(new UpsertedLead(Outcome.DELETED, meant.get().id(), read.dropped()));
          }
          if (meant.isEmpty() && !read.details().canBeRecognized()) {
            return Uni.createFrom().item(new UpsertedLead(Outcome.UNNAMED, null, read.dropped()));
          }
          return meant.isEmpty()
              ? create(transaction, tenant, read, normalized, keepers, checked)
                  .call(lead -> references.give(transaction, tenant, reported, id(lead)))
              : fill(transaction, tenant, meant.get(), found, read, normalized)
                  .call(lead -> references.keep(transaction, tenant, reported, id(lead)));
        });
  }

  private static UUID id(UpsertedLead lead) {
    return Objects.requireNonNull(lead.id());
  }

  private Uni<UpsertedLead> create(
      Transaction transaction,
      TenantId tenant,
      Usable read,
      Normalized normalized,
      LeadKeepers keepers,
      Set<UUID> checked) {
    members.requireChecked(tenant, keepers.people(), checked);
    Lead draft = Lead.draft(tenant, new UserId(keepers.ownerId()), read.details(), normalized);
    return store
        .insert(transaction, tenant, draft)
        .map(lead -> {
          transaction.record(events.event("lead.created", null, lead));
          return new UpsertedLead(Outcome.CREATED, lead.id(), read.dropped());
        });
  }

  private Uni<UpsertedLead> fill(
      Transaction transaction,
      TenantId tenant,
      Candidate meant,
      List<Candidate> found,
      Usable read,
      Normalized normalized) {
    return store
        .lock(transaction, tenant, meant.id())
        .map(locked ->
            locked
                .filter(lead -> lead.deletedAt() == null)
                .orElseThrow(LeadProblems::changedMeanwhile))
        .chain(before -> {
          Lead after = filled(before, read.details(), found, normalized);
          if (after.equals(before)) {
            return Uni.createFrom()
                .item(new UpsertedLead(Outcome.UNCHANGED, before.id(), read.dropped()));
          }
          return store
              .update(transaction, tenant, after)
              .map(stored -> {
                Lead kept = stored.orElseThrow(LeadProblems::changedMeanwhile);
                transaction.record(events.event("lead.updated", before, kept));
                return new UpsertedLead(Outcome.UPDATED, kept.id(), read.dropped());
              });
        });
  }

  private Lead filled(
      Lead lead, LeadDetails details, List<Candidate> found, Normalized normalized) {
    boolean email = isFree(found, By.EMAIL, lead.id(), normalized);
    boolean phone = isFree(found, By.PHONE, lead.id(), normalized);
    return normalizer.changed(lead, FilledDetails.of(lead.details(), details, email, phone));
  }

  /** Whether no other lead has that address, or that number with that extension. */
  private static boolean isFree(List<Candidate> found, By by, UUID lead, Normalized normalized) {
    return found.stream()
        .filter(candidate -> candidate.by() == by && !candidate.id().equals(lead))
        .allMatch(candidate ->
            by == By.PHONE && !Objects.equals(candidate.extension(), normalized.phoneExtension()));
  }
}
