package com.leadignite.audit.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How stored events are shown. */
final class EventView {

  private EventView() {}

  /**
   * The page that the events make.
   *
   * @param events one more than the limit where there is a next page
   */
  static EventPage page(EventFilter filter, List<StoredEvent> events, int limit) {
    List<StoredEvent> shown = events.subList(0, Math.min(limit, events.size()));
    return new EventPage(
        shown.stream().map(EventJson::of).toList(),
        events.size() > limit ? Cursor.of(filter, shown.getLast().position()) : null);
  }

  /** The filters that are set, for the event that tells of a query. */
  static Map<String, String> described(EventFilter filter) {
    Map<String, String> described = new LinkedHashMap<>();
    put(described, "tenant_id", filter.tenantId());
    put(described, "actor_id", filter.actorId());
    put(described, "action", filter.action());
    put(described, "action", filter.actionPrefix() == null ? null : filter.actionPrefix() + ".*");
    put(described, "target_type", filter.targetType());
    put(described, "target_id", filter.targetId());
    put(described, "outcome", filter.outcome());
    if (filter.addresses() != null) {
      described.put("address_from", filter.addresses().lowest());
      described.put("address_to", filter.addresses().highest());
    }
    put(described, "from", filter.from());
    put(described, "to", filter.to());
    put(described, "request_id", filter.requestId());
    return described;
  }

  private static void put(Map<String, String> described, String name, @Nullable Object value) {
    if (value != null) {
      described.put(name, value.toString());
    }
  }
}
