package com.leadignite.webhook.delivery;

import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;

/** Stores what services tell. */
@Singleton
final class PlatformEventStore {

  private final Rows.Scope rows;

  @Inject
  PlatformEventStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** Stores events, each once however often it is told. */
  Uni<Void> add(List<Event> events) {
    return events.isEmpty()
        ? Uni.createFrom().voidItem()
        : rows.transaction(tx -> EventStore.add(tx, events));
  }
}
