package com.leadignite.guard.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the guard waits for Redis. */
@ConfigMapping(prefix = "leadignite.redis")
public interface RedisConfig {

  /**
   * Connections that scripts travel on, one for each event loop until there are so many, then
   * shared. Has to be below {@code quarkus.redis.max-pool-size}.
   */
  @WithDefault("6")
  int connections();

  /** How long a script may take before Redis counts as down. */
  @WithDefault("PT0.5S")
  Duration timeout();

  /**
   * The pause after a failure of Redis. In this time no request waits for it: each limit applies
   * its fallback at once ({@link RedisFallback}).
   */
  @WithDefault("PT1S")
  Duration retryAfter();
}
