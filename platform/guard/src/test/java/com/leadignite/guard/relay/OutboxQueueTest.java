package com.leadignite.guard.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.Databases;
import com.leadignite.guard.relay.OutboxStore.Message;
import com.leadignite.guard.testing.Servers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A queue that PostgreSQL knows as an empty one, as any is most of the time, and that is long. */
@QuarkusTest
@WithTestResource(Servers.class)
@Tag("B44")
class OutboxQueueTest {

  private static final int WAITING = 50_000;
  private static final int BATCH = 200;
  // A taken row passes some eight nodes of the plan. A table scan alone is 50,000.
  private static final int MOST_WORK = 12 * BATCH;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @Inject OutboxStore store;

  @BeforeEach
  void drain() {
    Servers.sql("truncate guard.outbox");
    fill(20);
    Servers.sql("delete from guard.outbox; analyze guard.outbox");
  }

  @AfterEach
  void empty() {
    Servers.sql("truncate guard.outbox");
  }

  @Test
  void takesItsBatchAndNoMore() {
    fill(WAITING);

    List<Message> first = take();
    List<Message> second = take();

    assertEquals(ids(1, BATCH), first.stream().map(Message::event).toList());
    assertEquals(ids(BATCH + 1, 2 * BATCH), second.stream().map(Message::event).toList());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void worksAsMuchAsItTakes(boolean plannedWhileEmpty) throws SQLException {
    Map<String, String> statements =
        Map.of(
            "take(int, float8)", OutboxStore.TAKE,
            "remove(uuid[])", OutboxStore.REMOVE,
            "give_back(uuid[], float8)", OutboxStore.GIVE_BACK);
    try (Connection connection = Servers.postgres().dataSource(Databases.NAME).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("set search_path = guard; set role guard_app; set app.role = 'service'");
      if (!plannedWhileEmpty) {
        fill(WAITING);
      }
      for (Map.Entry<String, String> prepared : statements.entrySet()) {
        statement.execute("prepare " + prepared.getKey() + " as " + prepared.getValue());
      }
      if (plannedWhileEmpty) {
        runUntilThePlanIsKept(statement);
        fill(WAITING);
      }

      String ids = array(statement);
      assertBounded(statement, "take(%d, 30000)".formatted(BATCH));
      assertBounded(statement, "remove('%s')".formatted(ids));
      assertBounded(statement, "give_back('%s', 0)".formatted(ids));
    }
  }

  // PostgreSQL keeps a plan after five runs. So many ids as in a batch: with them it does.
  private static void runUntilThePlanIsKept(Statement statement) throws SQLException {
    String ids =
        "{"
            + "00000000-0000-7000-8000-000000000000,".repeat(BATCH - 1)
            + "00000000-0000-7000-8000-000000000000}";
    for (int run = 0; run < 8; run++) {
      for (String call :
          List.of("take(200, 1)", "remove('" + ids + "')", "give_back('" + ids + "', 0)")) {
        statement.execute("begin; " + QueueStore.BY_INDEX + "; execute " + call + "; commit");
      }
    }
    try (ResultSet kept =
        statement.executeQuery(
            "select count(*) from pg_prepared_statements where from_sql and generic_plans > 0")) {
      kept.next();
      assertEquals(3, kept.getInt(1), "plans kept");
    }
  }

  private static void assertBounded(Statement statement, String call) throws SQLException {
    statement.execute("begin; " + QueueStore.BY_INDEX);
    try (ResultSet answer =
        statement.executeQuery("explain (analyze, format json) execute " + call)) {
      answer.next();
      String plan = answer.getString(1);
      JsonObject root = new JsonArray(plan).getJsonObject(0).getJsonObject("Plan");
      double work = work(root);
      assertTrue(work >= BATCH && work <= MOST_WORK, call.substring(0, 5) + ": " + work + plan);
    } finally {
      statement.execute("rollback");
    }
  }

  /** How many rows the nodes of a plan made or threw away. */
  private static double work(JsonObject node) {
    double rows =
        Stream.of(
                "Actual Rows",
                "Rows Removed by Filter",
                "Rows Removed by Join Filter",
                "Rows Removed by Index Recheck")
            .mapToDouble(count -> node.getDouble(count, 0.0))
            .sum();
    double here = rows * node.getDouble("Actual Loops");
    return here
        + node.getJsonArray("Plans", new JsonArray()).stream()
            .mapToDouble(child -> work((JsonObject) child))
            .sum();
  }

  private List<Message> take() {
    return store.take(BATCH, Duration.ofMinutes(10)).await().atMost(LIMIT);
  }

  private static String array(Statement statement) throws SQLException {
    try (ResultSet ids =
        statement.executeQuery(
            "select array_agg(id) from (select id from outbox order by id limit "
                + BATCH
                + ") o")) {
      ids.next();
      return ids.getString(1);
    }
  }

  private static List<String> ids(int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj("event %d"::formatted).toList();
  }

  private static void fill(int rows) {
    Servers.sql(
        """
        insert into guard.outbox (id, event)
        select (lpad(to_hex(n), 12, '0') || '-7000-8000-000000000000')::uuid, 'event ' || n
        from generate_series(1, %d) n
        """
            .formatted(rows));
  }
}
