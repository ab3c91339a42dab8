package com.leadignite.auth.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** The bounds of API keys. */
@ConfigMapping(prefix = "leadignite.auth.api-keys")
interface ApiKeySettings {

  /** How long a key is valid whose maker does not say. */
  @WithDefault("90d")
  Duration life();

  /** The longest a key can be valid. */
  @WithDefault("365d")
  Duration maxLife();

  /** How many keys that are neither revoked nor expired a person can have in an organization. */
  @WithDefault("20")
  int perOwner();

  /** The longest that a secret stays valid after it was rotated. */
  @WithDefault("7d")
  Duration maxOverlap();

  /** How long a key that is over can still be named in the record of its refused uses. */
  @WithDefault("30d")
  Duration keptAfterEnd();
}
