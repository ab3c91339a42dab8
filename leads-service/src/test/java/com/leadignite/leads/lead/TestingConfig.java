package com.leadignite.leads.lead;

import java.util.Optional;

/** A configuration as a deployment would have it. */
record TestingConfig(Optional<String> phoneRegion) implements LeadConfig {

  static final TestingConfig PLAIN = new TestingConfig(Optional.empty());

  static TestingConfig dialledIn(String region) {
    return new TestingConfig(Optional.of(region));
  }
}
