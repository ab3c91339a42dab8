package com.leadignite.webhook.source;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** How sources are kept. */
@ConfigMapping(prefix = "leadignite.webhook")
public interface SourceConfig {

  /**
   * The key that secrets of sources are encrypted with: 32 bytes, base64. Or several, separated by
   * commas, to change it: the first encrypts, and all decrypt. Secrets under any other key cannot
   * be read.
   */
  Secret<String> secretEncryptionKey();

  /**
   * The address under which senders reach the platform, such as {@code https://api.example.com},
   * without a path. Kinds of sources that sign it verify against it, and refuse everything unless
   * it is set: the Host field of a request is the sender's own choice.
   */
  Optional<URI> publicUrl();

  /** How many sources an organization may have. */
  @WithDefault("100")
  int maxSources();

  /** For how long the old secret is accepted after a new one took over, unless the caller says. */
  @WithDefault("24h")
  Duration secretOverlap();

  /** How old an answer about the author of a secret may be; 15 minutes if none comes. */
  @WithDefault("30s")
  Duration authorBelieved();
}
