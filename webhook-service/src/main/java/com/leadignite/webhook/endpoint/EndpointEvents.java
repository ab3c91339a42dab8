package com.leadignite.webhook.endpoint;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/** The audit events of endpoints. An address is named by its host: the rest may hold a secret. */
@Singleton
public final class EndpointEvents {

  private final AuditEvents events;

  @Inject
  EndpointEvents(AuditEvents events) {
    this.events = events;
  }

  /** An event of an endpoint. */
  public AuditEvents.Builder of(String action, UUID id, String host) {
    return events.of("webhook.endpoint." + action).target("webhook_endpoint", id, host);
  }

  AuditEvent of(String action, Endpoint endpoint) {
    return of(action, endpoint.id(), endpoint.details().server()).build();
  }

  AuditEvent changed(UUID id, EndpointStore.Change change) {
    EndpointDetails before = change.before();
    EndpointDetails after = change.after();
    AuditEvents.Builder event =
        of("changed", id, after.server())
            .change("host", before.server(), after.server())
            .change("description", before.description(), after.description())
            .change("event_types", before.eventTypes(), after.eventTypes())
            .change("ordered", before.ordered(), after.ordered())
            .change("rate_limit", before.rateLimit(), after.rateLimit())
            .change("max_concurrency", before.maxConcurrency(), after.maxConcurrency());
    return before.url().equals(after.url()) ? event.build() : event.meta("url", "changed").build();
  }
}
