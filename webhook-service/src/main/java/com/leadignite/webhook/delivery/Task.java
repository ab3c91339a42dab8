package com.leadignite.webhook.delivery;

import java.time.Instant;
import java.util.UUID;

/**
 * A delivery that was taken: its attempt is this replica's until the lease ends.
 *
 * @param attempts how many there were, this one included
 * @param url where to
 */
record Task(
    UUID tenantId, UUID id, UUID endpointId, int attempts, String url, Instant since, Event event) {

  @Override
  public String toString() {
    return "Task[" + id + "]";
  }
}
