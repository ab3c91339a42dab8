package com.leadignite.guard.limit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Overrides of the figures in {@link Limit}. */
@ConfigMapping(prefix = "leadignite.limits")
public interface LimitConfig {

  /** By the limit's wire name, for example {@code sign-in}. */
  @WithParentName
  Map<String, Figures> limits();

  /** What can be overridden of a limit. */
  interface Figures {

    /** Calls allowed within the window; at least 1. */
    Optional<Integer> permits();

    /** The sliding window's length; at least 100 ms. */
    Optional<Duration> window();
  }
}
