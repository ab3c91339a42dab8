package com.leadignite.audit.event;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.audit.event.BatchResult.Rejection;
import com.leadignite.guard.body.Unread;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Stores batches of events. An event is stored once, however often it is sent, and each is checked
 * by itself: one that is refused does not hold up the others.
 */
@Singleton
final class ReceiveEvents {

  private static final Logger LOG = Logger.getLogger(ReceiveEvents.class);
  private static final Duration MAX_AHEAD = Duration.ofHours(1);
  private static final int MAX_REASONS = 10;
  private static final int MAX_ID = 36;

  private final EventStore store;
  private final Clock clock;

  ReceiveEvents(EventStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Stores the events that are new, and answers what became of each.
   *
   * @param sender the service that brought the events
   * @param events as they came
   */
  Uni<BatchResult> receive(String sender, List<Unread<NewEvent>> events) {
    List<Rejection> rejected = new ArrayList<>();
    Map<UUID, ReceivedEvent> readable = new LinkedHashMap<>();
    int repeated = 0;
    Instant latest = clock.instant().plus(MAX_AHEAD);
    for (Unread<NewEvent> unread : events) {
      try {
        ReceivedEvent event = ReceivedEvent.of(unread, latest);
        ReceivedEvent earlier = readable.putIfAbsent(event.id(), event);
        if (earlier != null && earlier.content().equals(event.content())) {
          repeated++;
        } else if (earlier != null) {
          rejected.add(changed(event));
        }
      } catch (Problem refusal) {
        rejected.add(new Rejection(idOf(unread.json()), reason(refusal)));
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

  /** The rules that an event breaks; never the values that were sent. */
  static String reason(Problem refusal) {
    return refusal.members().get("errors") instanceof List<?> errors
        ? errors.stream().limit(MAX_REASONS).map(ReceiveEvents::rule).collect(joining("; "))
        : refusal.detail();
  }

  private static String rule(Object error) {
    return error instanceof Map<?, ?> rule && !"".equals(rule.get("field"))
        ? rule.get("field") + ": " + rule.get("message")
        : "event: must be an object";
  }

  /** The id of an event that may be any JSON: names it to its sender. */
  private static @Nullable String idOf(JsonNode json) {
    String id = json.path("id").isTextual() ? json.path("id").textValue() : "";
    return id.isEmpty() || id.length() > MAX_ID ? null : id;
  }

  private static void log(String sender, BatchResult result) {
    for (Rejection rejection : result.rejected()) {
      LOG.errorf(
          "audit event refused: sender=%s id=%s reason=%s",
          sender, rejection.id(), rejection.reason());
    }
  }
}
