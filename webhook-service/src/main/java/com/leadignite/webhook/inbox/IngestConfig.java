package com.leadignite.webhook.inbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How webhooks that arrive at the same time are stored together. */
@ConfigMapping(prefix = "leadignite.webhook.ingest")
public interface IngestConfig {

  /** How many transactions store webhooks at a time; while they run, the next ones gather. */
  @WithDefault("2")
  int transactions();

  /** How many webhooks share a transaction at most. */
  @WithDefault("128")
  int batch();

  /** How many bytes of bodies share a transaction, unless one alone has more. */
  @WithDefault("4194304")
  long batchBytes();

  /** How many webhooks wait at most; the next is answered 503. */
  @WithDefault("2000")
  int waiting();

  /** How many bytes of bodies wait at most. */
  @WithDefault("67108864")
  long waitingBytes();
}
