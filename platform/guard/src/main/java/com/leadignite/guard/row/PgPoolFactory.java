package com.leadignite.guard.row;

import com.leadignite.guard.vertx.PgConnections;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.SqlConnectOptions;
import io.vertx.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Creates the pool of the app role's connections, with limits that Quarkus has no settings for. */
@Singleton
final class PgPoolFactory implements PgPoolCreator {

  /**
   * In characters; ours all fit. The client prepares what is longer anew for each use, and then
   * PostgreSQL parses and plans it each time, which costs several times what executing it does. The
   * client's own limit is 2,048.
   */
  private static final int LONGEST_CACHED_STATEMENT = 64 * 1024;

  private final RowsConfig config;

  PgPoolFactory(RowsConfig config) {
    this.config = config;
  }

  @Override
  public Pool create(Input input) {
    List<SqlConnectOptions> servers =
        input.pgConnectOptionsList().stream()
            .map(this::limit)
            .map(SqlConnectOptions.class::cast)
            .toList();
    return PgBuilder.pool()
        .with(
            input
                .poolOptions()
                .setConnectionTimeout(Math.toIntExact(config.connectionWait().toMillis()))
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(config.maxWaiting()))
        .connectingTo(servers)
        .using(input.vertx())
        .withConnectHandler(this::prepare)
        .build();
  }

  private PgConnectOptions limit(PgConnectOptions options) {
    options.setConnectTimeout(Math.toIntExact(config.connectionWait().toMillis()));
    options.setTcpKeepAlive(true);
    options.setPreparedStatementCacheSqlLimit(LONGEST_CACHED_STATEMENT);
    return options;
  }

  /** Every new connection passes here before the pool lends it. */
  private void prepare(SqlConnection connection) {
    PgConnections.configure(connection, config.silence());
    connection.close();
  }
}
