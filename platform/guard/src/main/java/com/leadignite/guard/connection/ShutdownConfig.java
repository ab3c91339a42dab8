package com.leadignite.guard.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/**
 * How long a graceful shutdown (SIGTERM) takes. The orchestrator's grace period has to cover both
 * together and two seconds more.
 */
@ConfigMapping(prefix = "leadignite.shutdown")
public interface ShutdownConfig {

  /**
   * How long it continues to accept requests while it announces the shutdown: readiness is 503, and
   * each answer is its connection's last. Longer than a load balancer needs to notice, and than
   * callers pause between two requests on one connection.
   */
  @WithDefault("5S")
  Duration announce();

  /** How long, after that, requests under way may still take; nobody can connect any more. */
  @WithDefault("20S")
  Duration limit();
}
