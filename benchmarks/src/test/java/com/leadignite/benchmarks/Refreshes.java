package com.leadignite.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.auth.session.RefreshStatements;
import com.leadignite.guard.audit.Outbox;
import com.leadignite.guard.row.TransactionStatements;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.io.IOException;
import java.net.URI;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.function.Supplier;

/** Sessions that are refreshed in turns, by the service or by its statements alone. */
final class Refreshes {

  private static final int POOL_SIZE = 16;
  private static final int LONGEST_CACHED_STATEMENT = 64 * 1024;

  /** The event of a refresh, of about its size. */
  private static final String EVENT =
      new JsonObject()
          .put("action", "auth.refresh.succeeded")
          .put("padding", "x".repeat(500))
          .encode();

  private final Deque<String> current;

  private Refreshes(Deque<String> current) {
    this.current = current;
  }

  /** As many sessions of one new account. */
  static Refreshes create(URI platform, int count) throws IOException, InterruptedException {
    Deque<String> tokens = new ArrayDeque<>();
    String account =
        new JsonObject()
            .put("email", "bench-" + UUID.randomUUID() + "@example.org")
            .put("password", UUID.randomUUID().toString())
            .encode();
    try (JsonClient client = new JsonClient(platform)) {
      client.post("/auth/v1/signup", "", account);
      for (int i = 0; i < count; i++) {
        JsonNode session = client.post("/auth/v1/token?grant_type=password", "", account);
        tokens.add(session.path("refresh_token").asText());
      }
    }
    return new Refreshes(tokens);
  }

  /** Refreshes the next session at the service. */
  Supplier<Future<Boolean>> atService(Http http, URI authService) {
    URI token = authService.resolve("/auth/v1/token?grant_type=refresh_token");
    return () -> {
      Buffer body = Buffer.buffer(new JsonObject().put("refresh_token", current.remove()).encode());
      return http.post(token, body)
          .map(answer -> current.add(answer.toJsonObject().getString("refresh_token")));
    };
  }

  /**
   * Refreshes the next session by the service's statements in its two transactions, and writes the
   * event that it writes.
   */
  Supplier<Future<Boolean>> byStatements(Pool pool) {
    return () -> {
      String token = current.remove();
      String successor = successor();
      return pool.withConnection(connection -> refresh(connection, token, successor))
          .map(rotated -> rotated.size() == 1 && current.add(successor));
    };
  }

  private static String successor() {
    // Of the form of a token: 43 characters.
    return (UUID.randomUUID() + UUID.randomUUID().toString()).replace("-", "").substring(0, 43);
  }

  private static Future<RowSet<Row>> refresh(
      SqlConnection connection, String token, String successor) {
    Buffer hash = Buffer.buffer(RefreshStatements.hash(token));
    OffsetDateTime now = OffsetDateTime.now(ZoneOffset.UTC);
    Tuple rotation =
        Tuple.of(hash, Buffer.buffer(RefreshStatements.hash(successor)), now, now.minusDays(1));
    return inTransaction(connection, RefreshStatements.SESSION_OF, Tuple.of(hash))
        .compose(found -> commit(connection))
        .compose(found -> inTransaction(connection, RefreshStatements.ROTATE, rotation))
        .compose(rotated -> {
          connection.preparedQuery(Outbox.INSERT).execute(Tuple.of(UUID.randomUUID(), null, EVENT));
          return commit(connection).map(rotated);
        });
  }

  /** Sent together, as the service sends them. */
  private static Future<RowSet<Row>> inTransaction(
      SqlConnection connection, String sql, Tuple parameters) {
    connection.query("begin").execute();
    connection
        .preparedQuery(TransactionStatements.IDENTITY)
        .execute(Tuple.of("", "", "service", ""));
    return connection.preparedQuery(sql).execute(parameters);
  }

  private static Future<RowSet<Row>> commit(SqlConnection connection) {
    return connection.query("commit").execute();
  }

  /** Connections as auth-service has them. */
  static Pool pool(Vertx vertx, ServiceSettings settings) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(settings.get("quarkus.datasource.reactive.url"))
            .setUser(settings.get("quarkus.datasource.username"))
            .setPassword(settings.get("quarkus.datasource.password"))
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheSqlLimit(LONGEST_CACHED_STATEMENT);
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(POOL_SIZE).setEventLoopSize(0))
        .connectingTo(options)
        .using(vertx)
        .build();
  }
}
