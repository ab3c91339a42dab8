package com.leadignite.webhook.delivery;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How endpoints are told. */
@ConfigMapping(prefix = "leadignite.webhook.delivery")
interface DeliveryConfig {

  /** Whether this replica tells endpoints; others can, if it does not. */
  @WithDefault("true")
  boolean enabled();

  /** How often a replica looks for what is due without being woken. */
  @WithDefault("1s")
  Duration round();

  /** How long an endpoint has to answer an attempt. */
  @WithDefault("15s")
  Duration timeout();

  /**
   * How long an attempt is left to the replica that makes it, before another takes it: more than
   * the time-out, or endpoints are told twice at once.
   */
  @WithDefault("60s")
  Duration lease();

  /** The most attempts at a time of a replica, for all endpoints together, which share them. */
  @WithDefault("256")
  int concurrency();

  /** The pauses after each failed attempt; after one more attempt a delivery is dead. */
  @WithDefault("5s,5m,30m,2h,5h,10h,14h,20h,24h")
  List<Duration> pauses();

  /** The longest pause that an endpoint can ask for by {@code Retry-After}. */
  @WithDefault("24h")
  Duration longestRetryAfter();

  /** After how many failures in a row an endpoint is tried by one attempt at a time only. */
  @WithDefault("10")
  int failures();

  /** The pause before the first such attempt; doubled after each that fails. */
  @WithDefault("1m")
  Duration firstProbe();

  /** The longest pause between them. */
  @WithDefault("1h")
  Duration longestProbe();

  /** For how long all attempts have to fail until an endpoint is disabled. */
  @WithDefault("120h")
  Duration disableAfter();
}
