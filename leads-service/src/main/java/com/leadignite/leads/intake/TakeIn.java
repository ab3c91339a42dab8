package com.leadignite.leads.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.row.Identity;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.leads.call.ReportedCalls;
import com.leadignite.leads.lead.Leads;
import com.leadignite.leads.lead.UpsertedLead;
import com.leadignite.leads.member.MembershipCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Takes a report in, once: the lead, the call and the answer are kept in one transaction. */
@Singleton
final class TakeIn {

  /** Two reports of a lead that is new may come at once; the one that lost finds it. */
  private static final int RACES = 3;

  private final Rows rows;
  private final IntakeStore store;
  private final Leads leads;
  private final ReportedCalls calls;
  private final MembershipCheck members;
  private final ObjectMapper json;

  TakeIn(
      Rows rows,
      IntakeStore store,
      Leads leads,
      ReportedCalls calls,
      MembershipCheck members,
      ObjectMapper json) {
    this.rows = rows;
    this.store = store;
    this.leads = leads;
    this.calls = calls;
    this.members = members;
    this.json = json;
  }

  /**
   * Takes it in.
   *
   * @return the answer as JSON; fails with {@code validation-failed} if a new lead would go to
   *     somebody who is no member
   */
  Uni<String> take(Caller.Service service, Report report) {
    TenantId tenant = new TenantId(report.organizationId());
    IntakeStore.Key key = new IntakeStore.Key(tenant, service.name(), report.deliveryId());
    return members.withChecked(
        tenant,
        checked ->
            Uni.createFrom()
                .deferred(() -> attempt(key, report, checked))
                .onFailure(failure -> Leads.isRace(failure) || ReportedCalls.isRace(failure))
                .retry()
                .atMost(RACES));
  }

  private Uni<String> attempt(IntakeStore.Key key, Report report, Set<UUID> checked) {
    Identity identity = new Identity(key.tenant().toString(), "", Role.SERVICE.wireName());
    return rows.as(identity)
        .transaction(transaction ->
            store
                .claim(transaction, key)
                .chain(before ->
                    before.isPresent()
                        ? Uni.createFrom().item(before.get())
                        : work(transaction, key, report, checked)));
  }

  private Uni<String> work(
      Transaction transaction, IntakeStore.Key key, Report report, Set<UUID> checked) {
    return known(transaction, key, report)
        .chain(known ->
            leads
                .upsert(
                    transaction,
                    key.tenant(),
                    report.lead(),
                    known.map(ReportedCalls.Known::lead).orElse(null),
                    report.keepers(),
                    checked)
                .chain(lead -> called(transaction, key, report, known, lead)))
        .map(this::text)
        .call(answer -> store.keep(transaction, key, answer));
  }

  /** A call that is reported again says whose it is, whatever the rest of the report says. */
  private Uni<Optional<ReportedCalls.Known>> known(
      Transaction transaction, IntakeStore.Key key, Report report) {
    return report.call() == null
        ? Uni.createFrom().item(Optional.empty())
        : calls.find(transaction, key.tenant(), report.call());
  }

  private Uni<TakenIn> called(
      Transaction transaction,
      IntakeStore.Key key,
      Report report,
      Optional<ReportedCalls.Known> known,
      UpsertedLead lead) {
    UUID id = lead.id();
    Uni<Optional<UUID>> recorded =
        report.call() == null || id == null || lead.outcome() == UpsertedLead.Outcome.DELETED
            ? Uni.createFrom().item(Optional.empty())
            : calls.record(transaction, key.tenant(), id, report.call(), known);
    return recorded.map(call -> new TakenIn(lead.outcome(), id, call.orElse(null), lead.dropped()));
  }

  private String text(TakenIn answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer can be written as JSON", e);
    }
  }
}
