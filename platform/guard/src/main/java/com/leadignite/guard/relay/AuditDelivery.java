package com.leadignite.guard.relay;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * Delivers audit events. By default events are posted to audit-service; audit-service itself
 * overrides the bean and stores its own events directly.
 */
public interface AuditDelivery {

  /** Whether there is a receiver; without one the relay does not run. */
  boolean isConfigured();

  /**
   * Delivers events, each perhaps not for the first time: the receiver deduplicates them by their
   * id. After a failure some may have arrived; the relay sends all of them again.
   *
   * @param events events as JSON objects, oldest first
   * @return completes once they are stored for good; fails with {@link RefusedEvents} if sending
   *     the same again cannot succeed, and with anything else if it can
   */
  Uni<Void> deliver(List<String> events);

  /** The receiver understood the events and refuses at least one of them. */
  final class RefusedEvents extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param reason why, for the log and the parked row; no part of an event
     */
    public RefusedEvents(String reason) {
      super(reason);
    }
  }
}
