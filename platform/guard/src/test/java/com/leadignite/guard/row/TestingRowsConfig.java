package com.leadignite.guard.row;

import java.time.Duration;
import java.util.Set;

/** Short limits, so that a test sees them reached. */
record TestingRowsConfig(
    Duration connectionWait, int maxWaiting, Duration silence, Duration startWait)
    implements RowsConfig {

  static final TestingRowsConfig SHORT =
      new TestingRowsConfig(
          Duration.ofSeconds(1), 100, Duration.ofSeconds(2), Duration.ofSeconds(2));

  @Override
  public Set<String> exemptTables() {
    return Set.of("flyway_schema_history");
  }
}
