package com.leadignite.audit.event;

import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.PagedList;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list; a component that is null lets all pass.
 *
 * @param action exactly this action
 * @param actionPrefix actions that begin with this and a dot
 * @param from not before this moment
 * @param to before this moment
 */
record EventFilter(
    @Nullable UUID tenantId,
    @Nullable String actorId,
    @Nullable String action,
    @Nullable String actionPrefix,
    @Nullable String targetType,
    @Nullable String targetId,
    @Nullable Outcome outcome,
    @Nullable AddressRange addresses,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String requestId) {

  EventFilter {
    if (targetId != null && targetType == null) {
      throw new IllegalArgumentException("a target's id without its type");
    }
  }

  /** The list of the events that pass: a cursor of it is good for no other filter. */
  PagedList list(Cursors cursors) {
    return cursors.list(
        "audit.events",
        tenantId,
        actorId,
        action,
        actionPrefix,
        targetType,
        targetId,
        outcome,
        addresses,
        from,
        to,
        requestId);
  }

  /** The filters that are set, by the names of their parameters: for the event of a query. */
  Map<String, String> described() {
    Map<String, String> described = new LinkedHashMap<>();
    put(described, "tenant_id", tenantId);
    put(described, "actor_id", actorId);
    put(described, "action", actionPrefix == null ? action : actionPrefix + ".*");
    put(described, "target_type", targetType);
    put(described, "target_id", targetId);
    put(described, "outcome", outcome == null ? null : outcome.wireName());
    put(described, "address_from", addresses == null ? null : addresses.lowest());
    put(described, "address_to", addresses == null ? null : addresses.highest());
    put(described, "from", from);
    put(described, "to", to);
    put(described, "request_id", requestId);
    return described;
  }

  private static void put(Map<String, String> described, String name, @Nullable Object value) {
    if (value != null) {
      described.put(name, value.toString());
    }
  }
}
