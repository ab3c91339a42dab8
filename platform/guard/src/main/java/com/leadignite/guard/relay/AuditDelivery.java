package com.leadignite.guard.relay;

import io.smallrye.mutiny.Uni;
import java.util.List;

/**
 * The last step of an event's way. By default events are posted to audit-service; audit-service
 * itself overrides the bean and stores its own where all the others end up.
 */
public interface AuditDelivery {

  /** Whether there is anywhere to deliver to; the relay rests where there is not. */
  boolean isConfigured();

  /**
   * Delivers events, each perhaps not for the first time: whoever receives them tells them apart by
   * their id. Where it fails some may have arrived; the relay sends all of them again.
   *
   * @param events events as JSON objects, oldest first
   * @return completes where they are stored for good; fails with {@link RefusedEvents} where
   *     sending the same again cannot succeed, and with anything else where it can
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
