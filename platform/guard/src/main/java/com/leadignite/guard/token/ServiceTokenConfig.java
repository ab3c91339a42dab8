package com.leadignite.guard.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.Secret;
import java.util.Optional;

/** Where this service gets its own tokens, by OAuth client credentials (RFC 6749, section 4.4). */
@ConfigMapping(prefix = "leadignite.service-token")
public interface ServiceTokenConfig {

  /** The token endpoint, without a query. */
  Optional<String> url();

  /** The client id of this service, for example {@code leads-service}. */
  Optional<String> clientId();

  /** The client secret. */
  Optional<Secret<String>> clientSecret();
}
