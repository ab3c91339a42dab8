package com.leadignite.guard.row;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long PostgreSQL is waited for. Each limit that is reached answers 503. */
@ConfigMapping(prefix = "leadignite.rows")
public interface RowsConfig {

  /** How long a request waits for a free connection, or for a new one to be made. */
  @WithDefault("5s")
  Duration connectionWait();

  /** How many requests may wait for a connection at a time; the next is refused at once. */
  @WithDefault("1000")
  int maxWaiting();

  /**
   * How long a statement may run before PostgreSQL stops it, {@code statement_timeout}; zero sends
   * none, for a PgBouncer that refuses unknown start-up parameters.
   */
  @WithDefault("10s")
  Duration statementTimeout();

  /**
   * How long a transaction may wait for its own client before PostgreSQL ends it, {@code
   * idle_in_transaction_session_timeout}; zero sends none.
   */
  @WithDefault("15s")
  Duration idleTransactionTimeout();

  /** How long a connection may stay silent while an answer is due before it is given up. */
  @WithDefault("15s")
  Duration silence();

  /** How long the start waits for PostgreSQL before it gives up. */
  @WithDefault("60s")
  Duration startWait();
}
