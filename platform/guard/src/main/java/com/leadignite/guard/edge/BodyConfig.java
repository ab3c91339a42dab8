package com.leadignite.guard.edge;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How large request bodies may be. */
@ConfigMapping(prefix = "leadignite.body")
interface BodyConfig {

  /** The most bytes of a body. */
  @WithDefault("1M")
  MemorySize maxSize();

  /**
   * The most bytes of bodies that are held at a time, over all requests; an eighth of the largest
   * heap unless set. Senders beyond that get a 503.
   */
  Optional<MemorySize> maxHeld();

  /**
   * The most bytes of bodies that are held at a time of one client's address (an IPv6 client's /64
   * network); an eighth of all unless set, and room for two of the largest bodies at least.
   */
  Optional<MemorySize> maxHeldPerAddress();

  /** How long a body may take to arrive. */
  @WithDefault("30S")
  Duration maxTime();

  /**
   * Paths where more or fewer bytes are allowed, by the path's beginning; the longest one counts:
   * {@code leadignite.body.paths."/leads/v1/imports".max-size=20M}.
   */
  Map<String, PathCap> paths();

  /** The most bytes that a body may have anywhere. */
  default long largest() {
    return paths().values().stream()
        .mapToLong(cap -> cap.maxSize().asLongValue())
        .reduce(maxSize().asLongValue(), Math::max);
  }

  /** The cap of one path. */
  interface PathCap {

    /** The most bytes of a body. */
    MemorySize maxSize();
  }
}
