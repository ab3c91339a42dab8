package com.leadignite.leads.lead;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Transaction;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Leads for the other packages of this service, which see and create them by this class and no
 * other: the policy is asked, the rules hold and the audit log has it, as for a request.
 */
@Singleton
public final class Leads {

  private final ReadLeads reading;
  private final LeadStore store;
  private final CreateLead creating;
  private final BodyReader reader;
  private final UpsertLead upserting;

  Leads(
      ReadLeads reading,
      LeadStore store,
      CreateLead creating,
      BodyReader reader,
      UpsertLead upserting) {
    this.reading = reading;
    this.store = store;
    this.creating = creating;
    this.reader = reader;
    this.upserting = upserting;
  }

  /**
   * A lead as far as others need it.
   *
   * @param name what people recognize it by
   * @param phoneE164 the number to dial; null if there is none
   * @param emailNorm the address to write to; null if there is none
   * @param doNotCall whether the person must not be called
   * @param doNotEmail whether the person must not be written to
   */
  public record Seen(
      UUID id,
      UserId ownerId,
      String name,
      @Nullable String phoneE164,
      @Nullable String emailNorm,
      boolean doNotCall,
      boolean doNotEmail) {

    private static Seen of(Lead lead) {
      return new Seen(
          lead.id(),
          lead.ownerId(),
          lead.name(),
          lead.normalized().phoneE164(),
          lead.normalized().emailNorm(),
          lead.details().consent().doNotCall(),
          lead.details().consent().doNotEmail());
    }
  }

  /**
   * A lead that the caller may see.
   *
   * @return fails with {@code not-found} if it does not exist, is deleted or is not theirs
   */
  public Uni<Seen> see(Caller.Person caller, UUID id) {
    return reading.get(caller, id).map(Seen::of);
  }

  /** The same within a transaction: nobody else changes or deletes the lead until that ends. */
  public Uni<Seen> lock(Transaction transaction, Caller.Person caller, UUID id) {
    return store.lock(transaction, caller, id).map(ReadLeads::visible).map(Seen::of);
  }

  /**
   * Creates a lead of the caller's.
   *
   * @param details what the body of {@code POST /leads/v1/leads} may have
   * @return its id; fails with {@code validation-failed}, {@code forbidden} or {@code
   *     duplicate-lead}, as that request does
   */
  public Uni<UUID> create(Caller.Person caller, ObjectNode details) {
    return Uni.createFrom()
        .item(() -> reader.read(details, LeadDetails.class))
        .chain(read -> creating.create(caller, read, Optional.empty()))
        .map(once -> once.answer().id());
  }

  /**
   * Finds the lead that a service of the platform reports of, fills what is empty in it, or creates
   * it; within a transaction of the service for that organization.
   *
   * @param called whose the call is that is reported with it; null if it is not known yet
   * @param people who gets a lead that is new
   * @param checked those of them who are known to be members
   */
  public Uni<UpsertedLead> upsert(
      Transaction transaction,
      TenantId tenant,
      ReportedLead lead,
      @Nullable UUID called,
      LeadKeepers people,
      Set<UUID> checked) {
    return upserting.upsert(transaction, tenant, lead, called, people, checked);
  }

  /**
   * Whether a failure is one of two reports that came at the same time: done again, it succeeds.
   */
  public static boolean isRace(Throwable failure) {
    return Duplicates.isRace(failure);
  }
}
