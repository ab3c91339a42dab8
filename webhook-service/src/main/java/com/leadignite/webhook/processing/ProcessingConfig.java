package com.leadignite.webhook.processing;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** How webhooks are processed once they are stored. */
@ConfigMapping(prefix = "leadignite.processing")
public interface ProcessingConfig {

  /** How many webhooks are taken at a time. */
  @WithDefault("20")
  int batch();

  /** How many of them are reported at once. */
  @WithName("at-once")
  @WithDefault("4")
  int atOnce();

  /** How long leads-service may take to answer a report. */
  @WithDefault("10s")
  Duration timeout();

  /**
   * How long a taken webhook is left to the replica that took it; more than a batch takes if every
   * report of it times out.
   */
  @WithDefault("90s")
  Duration lease();

  /** How often the queue is looked into. */
  @WithDefault("1s")
  Duration round();

  /** How often a webhook is tried before it is a dead letter: with the pauses, over 15 hours. */
  @WithDefault("24")
  int tries();

  /** The pause after a webhook's first failure; doubled on each further one. */
  @WithName("first-pause")
  @WithDefault("5s")
  Duration firstPause();

  /** The longest pause between two tries of a webhook. */
  @WithName("longest-pause")
  @WithDefault("1h")
  Duration longestPause();
}
