package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PagedList;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Reads leads that the caller may see: one, or a page of them. */
@Singleton
final class ReadLeads {

  private final LeadListingReader reader;
  private final LeadStore store;
  private final Cursors cursors;

  ReadLeads(LeadListingReader reader, LeadStore store, Cursors cursors) {
    this.reader = reader;
    this.store = store;
    this.cursors = cursors;
  }

  /**
   * The lead.
   *
   * @return fails with {@code not-found} if it does not exist, is deleted or is not theirs
   */
  Uni<Lead> get(Caller.Person caller, UUID id) {
    return store.find(caller, id).map(ReadLeads::visible);
  }

  /** The lead that was found, if it is not deleted and the policy shows it to its finder. */
  static Lead visible(Optional<LeadStore.Found> found) {
    LeadStore.Found seen =
        found.filter(lead -> lead.lead().deletedAt() == null).orElseThrow(LeadProblems::notFound);
    LeadProblems.require(LeadPolicy.read(seen.viewer(), LeadTarget.of(seen.lead())));
    return seen.lead();
  }

  /** The page that query parameters ask for. */
  Uni<Page<Lead>> list(Caller.Person caller, Map<String, List<String>> parameters) {
    LeadListing listing = reader.read(parameters, caller);
    PagedList list = cursors.list("leads.leads", listing.bounds(caller.tenantId()));
    return store
        .list(caller, listing, list.after(listing.page()))
        .map(found -> list.page(listing.page(), found, listing::placeOf));
  }
}
