package com.leadignite.guard.relay;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the relay takes events from the outbox. */
@ConfigMapping(prefix = "leadignite.outbox")
public interface OutboxConfig {

  /** How many events leave at a time; audit-service takes 500. */
  @WithDefault("500")
  int batch();

  /** How long after a commit the relay wakes, so that events of many commits leave together. */
  @WithDefault("100ms")
  Duration gather();

  /** How often the relay looks without being woken, for rows of a replica that died. */
  @WithDefault("5s")
  Duration round();

  /** How long a taken row is left to the relay that took it; at least a delivery's time-out. */
  @WithDefault("30s")
  Duration lease();

  /** The first pause after a failed delivery; doubled on each further failure. */
  @WithDefault("500ms")
  Duration firstPause();

  /** The longest pause between deliveries while audit-service is down. */
  @WithDefault("30s")
  Duration longestPause();

  /** How long a delivery may take. */
  @WithDefault("10s")
  Duration deliveryTimeout();

  /** How long a service that shuts down waits for a delivery in progress. */
  @WithDefault("2s")
  Duration lastDelivery();
}
