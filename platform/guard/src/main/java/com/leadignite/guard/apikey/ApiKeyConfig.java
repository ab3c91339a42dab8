package com.leadignite.guard.apikey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How API keys are checked. */
@ConfigMapping(prefix = "leadignite.api-keys")
public interface ApiKeyConfig {

  /** Which keys this deployment makes and accepts: {@code live} or {@code test}. */
  @WithDefault("live")
  ApiKeyEnvironment environment();

  /**
   * auth-service's base path, for example {@code https://auth.internal/auth/v1}; unless it is set,
   * a service other than auth-service accepts no API keys.
   */
  Optional<String> url();

  /**
   * How long an answer of auth-service is used, of a valid key as of an invalid one. A revocation
   * ends it at once while Redis answers, and at the latest this does.
   */
  @WithDefault("PT30S")
  Duration cached();

  /** How long the last answer about a valid key is used while auth-service does not answer. */
  @WithDefault("PT5M")
  Duration cachedWhileUnavailable();

  /** How many keys are remembered at most; as many invalid ones apart from them. */
  @WithDefault("10000")
  int remembered();
}
