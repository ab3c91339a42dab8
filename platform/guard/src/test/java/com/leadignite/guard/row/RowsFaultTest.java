package com.leadignite.guard.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.embedded.Durability;
import com.leadignite.embedded.PostgresServer;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.testing.Servers;
import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What callers see while the way to PostgreSQL is bad, and that they need not restart after. */
class RowsFaultTest {

  private static final UUID TENANT = UUID.fromString("01900000-0000-7000-8000-00000000000a");
  private static final Identity A = new Identity(TENANT.toString(), "", "user");
  private static final String ADD = "insert into notes (tenant_id, body) values ($1, $2)";

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private static TestingSchema schema;

  @BeforeAll
  static void makeSchema() {
    schema = TestingSchema.create(Servers.postgres(), "faults");
  }

  @Test
  void sendsBeginIdentityStatementAndCommitWithoutWaiting() throws Exception {
    try (TestingProxy proxy = TestingProxy.to(Servers.postgres().port());
        TestingPool pool = TestingPool.to(TestingPool.options(proxy.port(), schema.app()), 1)) {
      Rows rows = pool.rows();
      await(rows.as(A).query("select 'warm'", Tuple.tuple()));
      proxy.holdAnswers();

      CompletableFuture<RowSet<Row>> answer =
          start(rows.as(A).query("select 'warm'", Tuple.tuple()));

      proxy.awaitSent("commit");
      assertTrue(!answer.isDone(), "answered before any answer came");
      proxy.letAnswersThrough();
      assertEquals(1, answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).size());
    }
  }

  @Test
  void sendsEventsTogetherWithTheCommit() throws Exception {
    try (TestingProxy proxy = TestingProxy.to(Servers.postgres().port());
        TestingPool pool = TestingPool.to(TestingPool.options(proxy.port(), schema.app()), 1)) {
      Rows rows = pool.rows();
      await(recorded(rows, () -> {}));

      CompletableFuture<RowSet<Row>> answer = start(recorded(rows, proxy::holdAnswers));

      proxy.awaitSent("note.created");
      proxy.awaitSent("commit");
      proxy.letAnswersThrough();
      answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
  }

  @Test
  void answersUnavailableIfTheCommitsOutcomeIsUnknown() throws Exception {
    try (TestingProxy proxy = TestingProxy.to(Servers.postgres().port());
        TestingPool pool = TestingPool.to(TestingPool.options(proxy.port(), schema.app()), 1)) {
      Rows rows = pool.rows();
      await(rows.as(A).query("select 'warm'", Tuple.tuple()));
      proxy.holdAnswers();
      CompletableFuture<RowSet<Row>> answer =
          start(rows.as(A).query(ADD, Tuple.of(TENANT, "perhaps")));
      proxy.awaitSent("insert into notes");

      proxy.cut();
      proxy.letAnswersThrough();

      Problem problem = problem(answer);
      assertUnavailable(problem);
      assertTrue(problem.detail().contains("may have taken effect"), problem.detail());
      awaitRecovered(rows);
    }
  }

  @Test
  void answersUnavailableIfATransactionsCommitIsUnknown() throws Exception {
    try (TestingProxy proxy = TestingProxy.to(Servers.postgres().port());
        TestingPool pool = TestingPool.to(TestingPool.options(proxy.port(), schema.app()), 1)) {
      Rows rows = pool.rows();
      await(recorded(rows, () -> {}));
      CompletableFuture<RowSet<Row>> answer = start(recorded(rows, proxy::holdAnswers));
      proxy.awaitSent("commit");

      proxy.cut();
      proxy.letAnswersThrough();

      assertUnavailable(problem(answer));
    }
  }

  @Test
  void answersUnavailableIfTheConnectionIsResetBeneathAStatement() throws Exception {
    try (TestingProxy proxy = TestingProxy.to(Servers.postgres().port());
        TestingPool pool = TestingPool.to(TestingPool.options(proxy.port(), schema.app()), 1)) {
      Rows rows = pool.rows();
      await(recorded(rows, () -> {}));
      CompletableFuture<RowSet<Row>> answer =
          start(
              rows.as(A)
                  .transaction(transaction ->
                      transaction
                          .query("select 1", Tuple.tuple())
                          .invoke(proxy::holdAnswers)
                          .chain(() -> transaction.query("select 'reset'", Tuple.tuple()))));
      proxy.awaitSent("select 'reset'");

      proxy.reset();
      proxy.letAnswersThrough();

      assertUnavailable(problem(answer));
      awaitRecovered(rows);
    }
  }

  @Test
  void answersUnavailableIfTheConnectionWasLostBeforeTheNextStatement() throws Exception {
    try (TestingProxy proxy = TestingProxy.to(Servers.postgres().port());
        TestingPool pool = TestingPool.to(TestingPool.options(proxy.port(), schema.app()), 1)) {
      Rows rows = pool.rows();
      await(recorded(rows, () -> {}));
      CompletableFuture<RowSet<Row>> answer =
          start(
              rows.as(A)
                  .transaction(transaction ->
                      transaction
                          .query("select 1", Tuple.tuple())
                          .invoke(proxy::holdAnswers)
                          .chain(() -> transaction.query("select 'held'", Tuple.tuple()))
                          .onFailure()
                          .recoverWithNull()
                          .chain(() -> transaction.query("select 'after'", Tuple.tuple()))));
      proxy.awaitSent("select 'held'");

      proxy.cut();
      proxy.letAnswersThrough();

      assertUnavailable(problem(answer));
      awaitRecovered(rows);
    }
  }

  @Test
  void givesUpAConnectionThatStaysSilentAndMakesANewOne() throws Exception {
    RowsConfig impatient = TestingRowsConfig.PATIENT.withSilence(Duration.ofSeconds(2));
    try (TestingProxy proxy = TestingProxy.to(Servers.postgres().port());
        TestingPool pool =
            TestingPool.to(TestingPool.options(proxy.port(), schema.app()), 1, impatient)) {
      Rows rows = pool.rows();
      awaitRecovered(rows);
      proxy.holdAnswers();

      Problem problem = problem(start(rows.as(A).query("select 'lost'", Tuple.tuple())));

      assertUnavailable(problem);
      proxy.letAnswersThrough();
      awaitRecovered(rows);
    }
  }

  @Test
  void answersUnavailableIfAllConnectionsAreTakenAndServesAgainAfterwards() throws Exception {
    RowsConfig impatient = TestingRowsConfig.PATIENT.withConnectionWait(Duration.ofSeconds(2));
    PgConnectOptions server = TestingPool.options(Servers.postgres().port(), schema.app());
    try (HeldLock lock = HeldLock.take(schema.app());
        TestingPool pool = TestingPool.to(server, 1, impatient)) {
      Rows rows = pool.rows();
      awaitRecovered(rows);
      CompletableFuture<RowSet<Row>> first = start(rows.as(A).query(HeldLock.WAIT, Tuple.tuple()));

      Problem problem = problem(start(rows.as(A).query("select 1", Tuple.tuple())));

      assertUnavailable(problem);
      lock.release();
      first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      awaitRecovered(rows);
    }
  }

  /** At once: with a minute to wait, the answer is here while what it would wait for is not. */
  @Test
  void answersUnavailableIfTooManyWaitForAConnection() throws Exception {
    try (HeldLock lock = HeldLock.take(schema.app());
        TestingPool pool = TestingPool.as(schema.app(), 1)) {
      Rows rows = pool.rows();
      await(rows.as(A).query("select 'warm'", Tuple.tuple()));
      CompletableFuture<RowSet<Row>> slow = start(rows.as(A).query(HeldLock.WAIT, Tuple.tuple()));
      List<CompletableFuture<RowSet<Row>>> queue = new ArrayList<>();
      for (int i = 0; i < TestingRowsConfig.PATIENT.maxWaiting(); i++) {
        queue.add(start(rows.as(A).query("select 1", Tuple.tuple())));
      }

      Problem problem = problem(start(rows.as(A).query("select 1", Tuple.tuple())));

      assertUnavailable(problem);
      lock.release();
      slow.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      for (CompletableFuture<RowSet<Row>> waiting : queue) {
        assertEquals(1, waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).size());
      }
    }
  }

  @Test
  void answersUnavailableIfNobodyListens() {
    try (TestingPool pool = TestingPool.to(TestingPool.options(1, schema.app()), 1)) {
      assertUnavailable(problem(start(pool.rows().as(A).query("select 1", Tuple.tuple()))));
      assertUnavailable(
          problem(start(pool.rows().as(A).transaction(t -> t.query("select 1", Tuple.tuple())))));
    }
  }

  @Test
  void outlivesAServerThatIsKilledAndStartedAgain() throws Exception {
    Path folder = Servers.newFolder();
    PostgresServer server = PostgresServer.start(folder, 0, Durability.KEPT);
    int port = server.address().port();
    TestingSchema own = TestingSchema.create(server.address(), "killed");
    try (TestingPool pool = TestingPool.to(TestingPool.options(port, own.app()), 4)) {
      Rows rows = pool.rows();
      await(rows.as(A).query(ADD, Tuple.of(TENANT, "before")));
      CompletableFuture<RowSet<Row>> running =
          start(rows.as(A).query("select pg_sleep(30)", Tuple.tuple()));

      var workers = server.process().descendants().toList();
      server.process().destroyForcibly();
      server.process().onExit().join();
      workers.forEach(worker -> worker.onExit().join());

      assertUnavailable(problem(running));
      assertUnavailable(problem(start(rows.as(A).query("select 1", Tuple.tuple()))));
      server = PostgresServer.start(folder, port, Durability.KEPT);
      RowSet<Row> kept =
          rows.as(A)
              .query("select body from notes where tenant_id = $1", Tuple.of(TENANT))
              .await()
              .atMost(PATIENCE);
      assertEquals("before", kept.iterator().next().getString("body"));
    } finally {
      server.close();
    }
  }

  private static Uni<RowSet<Row>> recorded(Rows rows, Runnable beforeTheCommit) {
    return rows.as(A)
        .transaction(transaction -> {
          transaction.record(RowsTest.event(TENANT));
          return transaction.query("select 1", Tuple.tuple()).invoke(beforeTheCommit);
        });
  }

  private static <T> CompletableFuture<T> start(Uni<T> work) {
    return work.subscribeAsCompletionStage();
  }

  private static void await(Uni<?> work) {
    work.await().atMost(PATIENCE);
  }

  /** For a moment after its end the pool may still lend a connection that was lost. */
  private static void awaitRecovered(Rows rows) {
    rows.as(A)
        .query("select 'recovered'", Tuple.tuple())
        .onFailure(Problem.class)
        .retry()
        .withBackOff(Duration.ofMillis(20))
        .expireIn(PATIENCE.toMillis())
        .await()
        .atMost(PATIENCE);
  }

  private static Problem problem(CompletableFuture<?> answer) {
    CompletionException failure =
        assertThrows(
            CompletionException.class,
            () -> answer.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join());
    assertTrue(failure.getCause() instanceof Problem, String.valueOf(failure.getCause()));
    return (Problem) failure.getCause();
  }

  private static void assertUnavailable(Problem problem) {
    assertEquals(CommonProblem.UNAVAILABLE, problem.type());
    assertEquals("1", problem.headers().get("Retry-After"));
  }
}
