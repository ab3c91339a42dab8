package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.leads.lead.LeadListing.Place;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Reads a page of leads and tells where the next one begins. */
@Singleton
final class ListLeads {

  private final LeadListingReader reader;
  private final LeadStore store;
  private final Cursors cursors;

  ListLeads(LeadListingReader reader, LeadStore store, Cursors cursors) {
    this.reader = reader;
    this.store = store;
    this.cursors = cursors;
  }

  /** The page that query parameters ask for, of what the caller may see. */
  Uni<LeadPage> list(Caller.Person caller, Map<String, List<String>> parameters) {
    LeadListing listing = reader.read(parameters, caller);
    return store.list(caller, listing).map(found -> page(caller, listing, found));
  }

  private LeadPage page(Caller.Person caller, LeadListing listing, List<Lead> found) {
    if (found.size() <= listing.limit()) {
      return new LeadPage(found, null);
    }
    List<Lead> items = found.subList(0, listing.limit());
    Lead last = items.getLast();
    Place place = new Place(listing.sort().key(last), last.id());
    return new LeadPage(items, cursors.write(caller.tenantId(), listing, place));
  }
}
