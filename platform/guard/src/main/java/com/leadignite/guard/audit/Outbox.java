package com.leadignite.guard.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;

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
    try {
      return Tuple.of(event.id(), event.tenantId(), json.writeValueAsString(event));
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
