package com.leadignite.webhook.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sources are kept. */
@ConfigMapping(prefix = "leadignite.webhook")
public interface SourceConfig {

  /**
   * The key that secrets of sources are encrypted with: 32 bytes, base64. Secrets that were stored
   * under another key cannot be read any more.
   */
  io.smallrye.config.Secret<String> secretEncryptionKey();

  /** How many sources an organization may have. */
  @WithDefault("100")
  int maxSources();

  /** For how long the old secret is accepted after a new one took over, unless the caller says. */
  @WithDefault("24h")
  Duration secretOverlap();

  /** For how long an answer about whoever made a secret will do; 15 minutes where none comes. */
  @WithDefault("30s")
  Duration authorBelieved();
}
