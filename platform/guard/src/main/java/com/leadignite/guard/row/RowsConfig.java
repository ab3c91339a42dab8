package com.leadignite.guard.row;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Set;

/** How long to wait for PostgreSQL. When a limit is reached the answer is 503. */
@ConfigMapping(prefix = "leadignite.rows")
public interface RowsConfig {

  /** How long a request waits for a free connection, or for a new one to be made. */
  @WithDefault("5s")
  Duration connectionWait();

  /** How many requests may wait for a connection at a time; the next is refused at once. */
  @WithDefault("1000")
  int maxWaiting();

  /**
   * How long a connection may stay silent while an answer is due before it is closed. Longer than
   * the role's {@code statement_timeout}, with which PostgreSQL itself ends what takes too long.
   */
  @WithDefault("20s")
  Duration silence();

  /** How long the start waits for PostgreSQL before it gives up. */
  @WithDefault("60s")
  Duration startWait();

  /**
   * Tables of the service's schema that need no policies, because they hold no rows of any
   * organization.
   */
  @WithDefault("flyway_schema_history")
  Set<String> exemptTables();
}
