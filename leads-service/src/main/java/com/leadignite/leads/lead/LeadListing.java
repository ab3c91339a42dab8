package com.leadignite.leads.lead;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which leads to list, in what order, from where.
 *
 * @param filters what they must all meet; values as they were sent
 * @param parameters the same, ready for a statement
 * @param descending whether the greatest comes first
 * @param limit how many at most
 * @param deleted whether the deleted ones are asked for, instead of those that are not
 * @param after the last lead of the page before; null for the first page
 */
record LeadListing(
    Map<LeadFilter, String> filters,
    Map<LeadFilter, Object> parameters,
    LeadSort sort,
    boolean descending,
    int limit,
    boolean deleted,
    @Nullable Place after) {

  LeadListing {
    filters = Collections.unmodifiableMap(sorted(filters));
    parameters = Collections.unmodifiableMap(sorted(parameters));
  }

  /** A place in an order: a sort key as text, and the id that decides among equals. */
  record Place(String key, UUID id) {}

  /** The same list from another place on. */
  LeadListing from(Place place) {
    return new LeadListing(filters, parameters, sort, descending, limit, deleted, place);
  }

  /** All that a cursor is bound to, in one text; the page's length may change on the way. */
  String fingerprint() {
    String narrowed =
        filters.entrySet().stream()
            .map(f -> f.getKey().wireName() + "=" + f.getValue().length() + ":" + f.getValue())
            .collect(Collectors.joining("&"));
    // The column with its collation: a place in another order is none in this one.
    return (descending ? "-" : "") + sort.column() + "|" + deleted + "|" + narrowed;
  }

  private static <T> Map<LeadFilter, T> sorted(Map<LeadFilter, T> map) {
    EnumMap<LeadFilter, T> sorted = new EnumMap<>(LeadFilter.class);
    sorted.putAll(map);
    return sorted;
  }
}
