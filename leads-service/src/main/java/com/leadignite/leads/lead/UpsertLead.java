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

/**
 * Finds the lead that another system reports of, and fills what is empty in it; creates it if there
 * is none. It is looked for by its id, by what that system calls it, by the normalized address and
 * by the number, in this order. A lead that people deleted stays deleted: a report that means it by
 * an id does nothing.
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
   * @return fails as {@link MembershipCheck#requireChecked} does if a new lead goes to somebody who
   *     is not known to be a member
   */
  Uni<UpsertedLead> upsert(
      Transaction transaction,
      TenantId tenant,
      ReportedLead reported,
      LeadKeepers keepers,
      Set<UUID> checked) {
    Usable read = usable.of(reported, keepers);
    Normalized normalized = read.details().map(normalizer::of).orElse(Normalized.NONE);
    return references
        .candidates(transaction, tenant, reported, normalized)
        .chain(found -> {
          Optional<Candidate> meant = found.stream().findFirst();
          if (meant.isPresent() && meant.get().deleted()) {
            return Uni.createFrom()
                .item(new UpsertedLead(Outcome.DELETED, meant.get().id(), read.dropped()));
          }
          if (meant.isEmpty() && read.details().isEmpty()) {
            return Uni.createFrom().item(new UpsertedLead(Outcome.UNNAMED, null, read.dropped()));
          }
          Uni<UpsertedLead> done =
              meant.isEmpty()
                  ? create(transaction, tenant, read, normalized, keepers, checked)
                  : fill(transaction, tenant, meant.get(), found, read, normalized);
          return done.call(lead ->
              references.keep(transaction, tenant, reported, Objects.requireNonNull(lead.id())));
        });
  }

  private Uni<UpsertedLead> create(
      Transaction transaction,
      TenantId tenant,
      Usable read,
      Normalized normalized,
      LeadKeepers keepers,
      Set<UUID> checked) {
    members.requireChecked(tenant, keepers.people(), checked);
    Lead draft =
        Lead.draft(tenant, new UserId(keepers.ownerId()), read.details().orElseThrow(), normalized);
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
          Lead after =
              read.details()
                  .map(details -> filled(before, details, found, normalized))
                  .orElse(before);
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
