package com.leadignite.leads.call;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.lead.Leads;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads calls with leads that the caller may see: one, or a page of them. */
@Singleton
final class ReadCalls {

  private final CallStore store;
  private final Leads leads;
  private final BodyReader reader;
  private final Cursors cursors;

  ReadCalls(CallStore store, Leads leads, BodyReader reader, Cursors cursors) {
    this.store = store;
    this.leads = leads;
    this.reader = reader;
    this.cursors = cursors;
  }

  /**
   * The call.
   *
   * @return fails with {@code not-found} if it does not exist, or if its lead is deleted or not
   *     theirs
   */
  Uni<Call> get(Caller.Person caller, UUID id) {
    return store
        .find(caller, id)
        .map(found -> found.orElseThrow(CallProblems::notFound))
        .call(call -> ofCall(leads.see(caller, call.leadId())));
  }

  /** A look at a call's lead: if that is not theirs to see, there is no such call for them. */
  static <T> Uni<T> ofCall(Uni<T> lead) {
    return lead.onFailure(
            failure -> failure instanceof Problem problem && problem.type() == NOT_FOUND)
        .transform(unseen -> CallProblems.notFound());
  }

  /** The page that query parameters ask for. An unknown parameter is refused. */
  Uni<Page<Call>> list(Caller.Person caller, Map<String, List<String>> parameters) {
    CallQuery query = reader.parameters(parameters, CallQuery.class);
    return page(caller, query.filters(), query.page());
  }

  /** A page of the calls with one lead; fails with {@code not-found} if it is not theirs to see. */
  Uni<Page<Call>> list(Caller.Person caller, UUID lead, PageRequest page) {
    Map<CallFilter, Object> filters = new EnumMap<>(CallFilter.class);
    filters.put(CallFilter.LEAD_ID, lead);
    return leads.see(caller, lead).chain(() -> page(caller, filters, page));
  }

  private Uni<Page<Call>> page(
      Caller.Person caller, Map<CallFilter, Object> filters, PageRequest page) {
    PagedList list = cursors.list("leads.calls", caller.tenantId(), filters);
    return store
        .list(caller, filters, list.afterId(page).orElse(null), page.limit() + 1)
        .map(found -> list.page(page, found, call -> Place.of(call.id())));
  }
}
