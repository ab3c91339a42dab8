package com.leadignite.audit.event;

import com.leadignite.guard.time.SqlTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A batch of events as columns, one array each: a batch of any size is one statement. */
final class EventColumns {

  private static final List<Function<ReceivedEvent, @Nullable String>> TEXTS =
      List.of(
          ReceivedEvent::action,
          event -> event.outcome().wireName(),
          ReceivedEvent::actorType,
          ReceivedEvent::actorId,
          ReceivedEvent::address,
          ReceivedEvent::requestId,
          ReceivedEvent::content);

  private EventColumns() {}

  /**
   * The parameters of the statement that adds them.
   *
   * @return ten arrays with an element for each event, four with an element for each target
   */
  static List<Object> of(List<ReceivedEvent> events) {
    List<Object> columns = new ArrayList<>();
    columns.add(events.stream().map(ReceivedEvent::id).toArray(UUID[]::new));
    columns.add(events.stream().map(ReceivedEvent::tenantId).toArray(UUID[]::new));
    columns.add(
        events.stream()
            .map(event -> SqlTime.utc(event.occurredAt()))
            .toArray(OffsetDateTime[]::new));
    for (Function<ReceivedEvent, @Nullable String> text : TEXTS) {
      columns.add(events.stream().map(text).toArray(String[]::new));
    }
    addTargets(columns, events);
    return columns;
  }

  private static void addTargets(List<Object> columns, List<ReceivedEvent> events) {
    List<UUID> ids = new ArrayList<>();
    List<Short> positions = new ArrayList<>();
    List<String> types = new ArrayList<>();
    List<String> targetIds = new ArrayList<>();
    for (ReceivedEvent event : events) {
      short position = 0;
      for (ReceivedEvent.Target target : event.targets()) {
        ids.add(event.id());
        positions.add(position++);
        types.add(target.type());
        targetIds.add(target.id());
      }
    }
    columns.add(ids.toArray(UUID[]::new));
    columns.add(positions.toArray(Short[]::new));
    columns.add(types.toArray(String[]::new));
    columns.add(targetIds.toArray(String[]::new));
  }
}
