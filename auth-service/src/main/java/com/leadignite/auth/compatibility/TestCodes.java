package com.leadignite.auth.compatibility;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** The one-time codes that test suites know beforehand; none unless the profile is on. */
@Singleton
public final class TestCodes {

  private final Map<String, String> codes;

  TestCodes(CompatibilityConfig config) {
    this.codes = config.enabled() ? Map.copyOf(config.testCodes()) : Map.of();
  }

  /**
   * The code that the address always gets, a number with its plus or without; empty for all others,
   * whose codes are random.
   */
  public Optional<String> of(String address) {
    return Optional.ofNullable(codes.get(address))
        .or(() -> Optional.ofNullable(codes.get(address.replace("+", ""))));
  }
}
