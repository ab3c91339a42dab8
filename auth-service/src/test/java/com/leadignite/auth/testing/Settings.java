package com.leadignite.auth.testing;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration for tests below Quarkus. */
public final class Settings {

  private Settings() {}

  /** What a service would read of these properties, with the defaults of the interface. */
  public static <T> T of(Class<T> mapping, Map<String, String> properties) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withDefaultValues(properties)
        .withMapping(mapping)
        .withValidateUnknown(false)
        .build()
        .getConfigMapping(mapping);
  }
}
