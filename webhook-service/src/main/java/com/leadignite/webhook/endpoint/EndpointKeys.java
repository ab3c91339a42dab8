package com.leadignite.webhook.endpoint;

import com.leadignite.guard.id.Ids;
import com.leadignite.webhook.endpoint.EndpointSecretStore.NewKey;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import org.jspecify.annotations.Nullable;

/** Makes the keys of endpoints. */
@Singleton
final class EndpointKeys {

  private final SecureRandom random;
  private final Ids ids;

  @Inject
  EndpointKeys(SecureRandom random, Ids ids) {
    this.random = random;
    this.ids = ids;
  }

  /** The key of a secret that was given and checked, or a new one. */
  NewKey of(@Nullable String secret) {
    return new NewKey(
        ids.next(),
        secret == null
            ? SigningKey.generate(random)
            : SigningKey.parse(secret).orElseThrow(IllegalArgumentException::new));
  }
}
