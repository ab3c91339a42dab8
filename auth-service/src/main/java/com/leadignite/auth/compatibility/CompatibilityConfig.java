package com.leadignite.auth.compatibility;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Map;
import java.util.Optional;

/**
 * What the service does for other people's client test suites, and never in production. Nothing of
 * it has an effect unless it is enabled.
 */
@ConfigMapping(prefix = "leadignite.auth.compatibility")
interface CompatibilityConfig {

  /**
   * Set by the profile {@code compat} together with what such suites need: short and common
   * passwords, and neither limits nor lock-out.
   */
  @WithDefault("false")
  boolean enabled();

  /**
   * The code that an address or a phone number (E.164) always gets, by address; a number of these
   * is sent no text.
   */
  @WithName("test-codes")
  Map<String, String> testCodes();

  /**
   * A secret of 32 characters or more. Whoever signs a token of the role {@code service_role} with
   * it (HS256) administers accounts.
   */
  @WithName("jwt-secret")
  Optional<Secret<String>> jwtSecret();

  /** How the access tokens of people are signed. */
  @WithDefault("ES256")
  Algorithm algorithm();

  /** How tokens are signed; the names are those of JOSE. */
  enum Algorithm {
    /** By the service's own keys. */
    ES256,
    /** By a key that is made at each start. */
    RS256,
    /** By {@code jwt-secret}; other services than this one do not accept such a token. */
    HS256
  }
}
