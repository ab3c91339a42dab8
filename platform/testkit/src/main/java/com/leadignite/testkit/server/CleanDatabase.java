package com.leadignite.testkit.server;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Empties the tables of the service under test and all of Redis before each test:
 * {@code @ExtendWith(CleanDatabase.class)}. Rows that migrations insert go as well.
 */
public final class CleanDatabase implements BeforeEachCallback {

  @Override
  public void beforeEach(ExtensionContext context) {
    PlatformServers.empty();
  }
}
