package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.audit.event.BatchResult.Rejection;
import com.leadignite.audit.event.Members.BrokenRule;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes a batch in: each event is stored once however often it comes, and each is judged alone, so
 * that a bad one holds up no other.
 */
@Singleton
final class ReceiveEvents {

  private static final Logger LOG = Logger.getLogger(ReceiveEvents.class);

  private final EventStore store;
  private final EventReader reader;

  ReceiveEvents(EventStore store, Clock clock) {
    this.store = store;
    this.reader = new EventReader(clock);
  }

  /**
   * Stores what is new and tells what became of each.
   *
   * @param sender the service that brought the events
   * @param events as they came
   */
  Uni<BatchResult> receive(String sender, List<JsonNode> events) {
    List<Rejection> rejected = new ArrayList<>();
    Map<UUID, ReceivedEvent> readable = new LinkedHashMap<>();
    int repeated = 0;
    for (JsonNode json : events) {
      try {
        ReceivedEvent event = reader.read(json);
        ReceivedEvent earlier = readable.putIfAbsent(event.id(), event);
        if (earlier != null && earlier.content().equals(event.content())) {
          repeated++;
        } else if (earlier != null) {
          rejected.add(changed(event));
        }
      } catch (BrokenRule rule) {
        rejected.add(new Rejection(EventReader.idOf(json), rule.reason()));
      }
    }
    int repeatedHere = repeated;
    return (readable.isEmpty()
            ? Uni.createFrom().item(Map.<UUID, String>of())
            : store.add(sender, List.copyOf(readable.values())))
        .map(before -> result(readable, before, repeatedHere, rejected))
        .invoke(result -> log(sender, result));
  }

  private static BatchResult result(
      Map<UUID, ReceivedEvent> events,
      Map<UUID, String> before,
      int repeated,
      List<Rejection> rejected) {
    int duplicates = repeated;
    for (var stored : before.entrySet()) {
      ReceivedEvent event = events.get(stored.getKey());
      if (event != null && event.content().equals(stored.getValue())) {
        duplicates++;
      } else if (event != null) {
        rejected.add(changed(event));
      }
    }
    return new BatchResult(events.size() - before.size(), duplicates, rejected);
  }

  private static Rejection changed(ReceivedEvent event) {
    return new Rejection(event.id().toString(), "id: was used before with a different content");
  }

  private static void log(String sender, BatchResult result) {
    for (Rejection rejection : result.rejected()) {
      LOG.errorf(
          "audit event refused: sender=%s id=%s reason=%s",
          sender, rejection.id(), rejection.reason());
    }
  }
}
