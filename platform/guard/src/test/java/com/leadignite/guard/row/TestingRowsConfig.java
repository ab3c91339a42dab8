package com.leadignite.guard.row;

import java.time.Duration;
import java.util.Set;

/**
 * With all the patience a busy machine may need; a test that wants to see a limit reached shortens
 * that one.
 */
record TestingRowsConfig(
    Duration connectionWait, int maxWaiting, Duration silence, Duration startWait)
    implements RowsConfig {

  static final TestingRowsConfig PATIENT =
      new TestingRowsConfig(
          Duration.ofMinutes(1), 100, Duration.ofMinutes(1), Duration.ofMinutes(1));

  TestingRowsConfig withConnectionWait(Duration wait) {
    return new TestingRowsConfig(wait, maxWaiting, silence, startWait);
  }

  TestingRowsConfig withSilence(Duration limit) {
    return new TestingRowsConfig(connectionWait, maxWaiting, limit, startWait);
  }

  TestingRowsConfig withStartWait(Duration wait) {
    return new TestingRowsConfig(connectionWait, maxWaiting, silence, wait);
  }

  @Override
  public Set<String> exemptTables() {
    return Set.of("flyway_schema_history");
  }
}
