package com.leadignite.webhook.source;

import io.smallrye.config.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** A configuration with a key and nothing else that matters. */
record TestingSourceConfig(String key, Duration authorBelieved) implements SourceConfig {

  TestingSourceConfig(String key) {
    this(key, Duration.ZERO);
  }

  @Override
  public Secret<String> secretEncryptionKey() {
    return () -> key;
  }

  @Override
  public Optional<URI> publicUrl() {
    return Optional.empty();
  }

  @Override
  public int maxSources() {
    return 1;
  }

  @Override
  public Duration secretOverlap() {
    return Duration.ZERO;
  }
}
