package com.leadignite.guard.row;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.leadignite.embedded.Databases;
import com.leadignite.guard.audit.Outbox;
import com.leadignite.guard.testing.Servers;
import io.quarkus.reactive.pg.client.PgPoolCreator;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.util.List;

/** The guard's pool without Quarkus around it. */
final class TestingPool implements AutoCloseable {

  private final Vertx vertx = Vertx.vertx();
  private final Pool pool;

  private TestingPool(PgConnectOptions server, int size, RowsConfig config) {
    pool =
        new PgPoolFactory(config)
            .create(
                new Input(
                    vertx,
                    new PoolOptions().setMaxSize(size).setEventLoopSize(1),
                    List.of(server)));
  }

  private record Input(
      Vertx vertx, PoolOptions poolOptions, List<PgConnectOptions> pgConnectOptionsList)
      implements PgPoolCreator.Input {}

  static TestingPool to(PgConnectOptions server, int size) {
    return to(server, size, TestingRowsConfig.PATIENT);
  }

  static TestingPool to(PgConnectOptions server, int size, RowsConfig config) {
    return new TestingPool(server, size, config);
  }

  /** As the app role of a schema on the server of all tests. */
  static TestingPool as(String role, int size) {
    return to(options(Servers.postgres().port(), role), size);
  }

  static PgConnectOptions options(int port, String role) {
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(port)
        .setDatabase(Databases.NAME)
        .setUser(role)
        .setPassword(Servers.PASSWORD)
        .setCachePreparedStatements(true);
  }

  Pool pool() {
    return pool;
  }

  Vertx vertx() {
    return vertx;
  }

  Rows rows() {
    return rows(pool);
  }

  static Rows rows(Pool pool) {
    return new PooledRows(
        pool, new Outbox(new ObjectMapper().registerModule(new JavaTimeModule())));
  }

  @Override
  public void close() {
    pool.close().toCompletionStage().toCompletableFuture().join();
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
