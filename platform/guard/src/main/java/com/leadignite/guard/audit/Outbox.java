package com.leadignite.guard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/**
 * Where events wait for audit-service. Feature code records events on its transaction ({@code
 * Transaction.record}); this is what the transaction writes them with.
 */
@Singleton
public final class Outbox {

  /** Writes one event. Parameters: {@link #message}. */
  public static final String INSERT =
      """
      insert into outbox (id, tenant_id, event)
      values ($1, $2, $3)
      """;

  /** Writes any number of events at once. Parameters: {@link #messages}. */
  public static final String INSERT_ALL =
      """
      insert into outbox (id, tenant_id, event)
      select
        id,
        tenant_id,
        event
      from unnest($1::uuid[], $2::uuid[], $3::text[]) as incoming (id, tenant_id, event)
      """;

  private final ObjectMapper json;
  private volatile Runnable listener = () -> {};

  /** Renders events as the service renders its JSON. */
  public Outbox(ObjectMapper json) {
    this.json = json;
  }

  /**
   * The parameters of {@link #INSERT} for an event.
   *
   * @throws IllegalArgumentException if the event cannot be rendered as JSON
   */
  public Tuple message(AuditEvent event) {
    return Tuple.of(event.id(), event.tenantId(), text(event));
  }

  /**
   * The parameters of {@link #INSERT_ALL} for events.
   *
   * @throws IllegalArgumentException if one of them cannot be rendered as JSON
   */
  public Tuple messages(List<AuditEvent> events) {
    return Tuple.of(
        events.stream().map(AuditEvent::id).toArray(UUID[]::new),
        events.stream().map(AuditEvent::tenantId).toArray(UUID[]::new),
        events.stream().map(this::text).toArray(String[]::new));
  }

  private String text(AuditEvent event) {
    try {
      return json.writeValueAsString(event);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("an audit event cannot be written as JSON", e);
    }
  }

  /** Wakes the relay: events were committed, and need not wait for its next round. */
  public void committed() {
    listener.run();
  }

  /** Registers what runs, quickly and without blocking, each time events were committed. */
  public void onCommit(Runnable wake) {
    listener = wake;
  }
}
