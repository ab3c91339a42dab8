package com.leadignite.audit.event;

import com.leadignite.guard.time.Timestamps;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events turned into columns, one array each, so that a batch of any size is one statement. */
final class EventColumns {

  private EventColumns() {}

  /**
   * The parameters of the statement that adds them.
   *
   * @return sender, ten arrays with an element an event, four arrays with an element a target
   */
  static Tuple of(String sender, List<ReceivedEvent> events) {
    Tuple tuple =
        Tuple.of(
            sender,
            events.stream().map(ReceivedEvent::id).toArray(UUID[]::new),
            events.stream().map(ReceivedEvent::tenantId).toArray(UUID[]::new),
            events.stream()
                .map(e -> Timestamps.column(e.occurredAt()))
                .toArray(OffsetDateTime[]::new));
    for (Function<ReceivedEvent, @Nullable String> member :
        List.<Function<ReceivedEvent, @Nullable String>>of(
            ReceivedEvent::action,
            ReceivedEvent::outcome,
            ReceivedEvent::actorType,
            ReceivedEvent::actorId,
            ReceivedEvent::address,
            ReceivedEvent::requestId,
            ReceivedEvent::content)) {
      tuple.addArrayOfString(events.stream().map(member).toArray(String[]::new));
    }
    return withTargets(tuple, events);
  }

  private static Tuple withTargets(Tuple tuple, List<ReceivedEvent> events) {
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
    return tuple
        .addArrayOfUUID(ids.toArray(UUID[]::new))
        .addArrayOfShort(positions.toArray(Short[]::new))
        .addArrayOfString(types.toArray(String[]::new))
        .addArrayOfString(targetIds.toArray(String[]::new));
  }
}
