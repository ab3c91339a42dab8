package com.leadignite.leads.lead;

import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Which leads to list, and in what order.
 *
 * @param filters what they must all meet, with the parameter of each condition
 * @param descending whether the greatest comes first
 * @param deleted whether the deleted ones are asked for, instead of those that are not
 * @param page which page of them
 */
record LeadListing(
    Map<LeadFilter, Object> filters,
    LeadSort sort,
    boolean descending,
    boolean deleted,
    PageRequest page) {

  LeadListing {
    EnumMap<LeadFilter, Object> sorted = new EnumMap<>(LeadFilter.class);
    sorted.putAll(filters);
    filters = Collections.unmodifiableMap(sorted);
  }

  /** All that makes it another list than others: a cursor is good for one of them only. */
  Object[] bounds(TenantId tenant) {
    List<Object> bounds = new ArrayList<>();
    bounds.add(tenant);
    // The column with its collation: a place in another order is none in this one.
    bounds.add((descending ? "-" : "") + sort.column());
    bounds.add(deleted);
    filters.forEach((filter, parameter) -> {
      bounds.add(filter);
      bounds.add(parameter instanceof Object[] several ? Arrays.toString(several) : parameter);
    });
    return bounds.toArray();
  }

  /** A lead's place in the order. */
  Place placeOf(Lead lead) {
    return new Place(sort.key(lead), lead.id());
  }
}
