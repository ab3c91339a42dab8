package com.leadignite.leads.lead;

import io.smallrye.config.Secret;
import java.util.Optional;

/** A configuration as a deployment would have it. */
record TestingConfig(Optional<Secret<String>> cursorKey, Optional<String> phoneRegion)
    implements LeadConfig {

  static final TestingConfig PLAIN = new TestingConfig(Optional.empty(), Optional.empty());

  static TestingConfig signingWith(String key) {
    return new TestingConfig(Optional.of(() -> key), Optional.empty());
  }

  static TestingConfig dialledIn(String region) {
    return new TestingConfig(Optional.empty(), Optional.of(region));
  }

  @Override
  public int pageDefault() {
    return 50;
  }

  @Override
  public int pageMost() {
    return 200;
  }
}
