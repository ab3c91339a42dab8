package com.leadignite.guard.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the accounts of identities at other issuers are looked up. */
@ConfigMapping(prefix = "leadignite.accounts")
public interface AccountConfig {

  /**
   * auth-service's base path; unless it is set, a service other than auth-service accepts no tokens
   * of other issuers.
   */
  Optional<String> url();

  /**
   * How long an answer of auth-service is used. What is revoked ends it at once while Redis
   * answers, and at the latest this does.
   */
  @WithDefault("PT30S")
  Duration cached();

  /** How long the last answer about an account is used while auth-service does not answer. */
  @WithDefault("PT5M")
  Duration cachedWhileUnavailable();

  /** How many accounts are cached at most; as many unknown identities apart from them. */
  @WithDefault("10000")
  int remembered();
}
