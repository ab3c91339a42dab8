package com.leadignite.guard.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How long a service takes to leave when it is told to (SIGTERM). Whoever tells it waits for both
 * together, and two seconds more, before using force.
 */
@ConfigMapping(prefix = "leadignite.shutdown")
public interface ShutdownConfig {

  /**
   * How long it goes on taking requests while it says that it leaves: its readiness is 503, and
   * each answer is its connection's last. Longer than a load balancer needs to look elsewhere, and
   * than callers pause between two requests on one connection.
   */
  @WithDefault("5S")
  Duration announce();

  /** How long, after that, requests under way may still take; nobody can connect any more. */
  @WithDefault("20S")
  Duration limit();
}
