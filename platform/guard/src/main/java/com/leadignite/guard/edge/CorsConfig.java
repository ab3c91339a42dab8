package com.leadignite.guard.edge;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Which web pages of other origins may call us from a browser. */
@ConfigMapping(prefix = "leadignite.cors")
interface CorsConfig {

  /**
   * The exact origins, each {@code https://host} or {@code https://host:port}; none by default.
   * There are no patterns: a pattern is how an attacker's domain gets on the list.
   */
  Optional<List<String>> origins();

  /** How long a browser may remember the answer to a preflight. */
  @WithDefault("10m")
  Duration maxAge();
}
