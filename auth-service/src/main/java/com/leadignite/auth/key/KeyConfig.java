package com.leadignite.auth.key;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;

/** The keys, when they change, and how long what they sign is valid. */
@ConfigMapping(prefix = "leadignite.auth")
public interface KeyConfig {

  /**
   * 32 bytes in base64. Seals the private signing keys and derives refresh tokens. Without it the
   * keys cannot be read again: keep a copy. Or several, separated by commas, to change it: the
   * first seals and derives, and all open.
   */
  @WithName("key-encryption-key")
  Secret<String> keyEncryptionKey();

  /** How long an access token is valid; at most 30 minutes. */
  @WithName("access-token-life")
  @WithDefault("15m")
  Duration accessTokenLife();

  /** When signing keys change. */
  Keys keys();

  /** Signing keys. */
  interface Keys {
    /** The age at which the active key is replaced. */
    @WithName("rotate-after")
    @WithDefault("30d")
    Duration rotateAfter();

    /**
     * For how long copies of the published keys may be used. The next key is published two minutes
     * longer than that before it signs.
     */
    @WithName("publish-ahead")
    @WithDefault("10m")
    Duration publishAhead();
  }
}
