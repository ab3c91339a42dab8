package com.leadignite.guard.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.testing.Servers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RowsTest {

  private static final UUID TENANT = UUID.fromString("01900000-0000-7000-8000-00000000000a");
  private static final Identity A = new Identity(TENANT.toString(), "", "user");
  private static final String WHO = "select current_setting('app.tenant_id', true) as tenant";
  private static final String ADD = "insert into notes (tenant_id, body) values ($1, $2)";

  private static TestingSchema schema;
  private static TestingPool pool;
  private static Rows rows;

  @BeforeAll
  static void open() {
    schema = TestingSchema.create(Servers.postgres(), "rows");
    // One connection: whatever a test leaves on it, the next statement meets.
    pool = TestingPool.as(schema.app(), 1);
    rows = pool.rows();
  }

  @AfterAll
  static void close() {
    pool.close();
  }

  @BeforeEach
  void empty() {
    schema.sql("truncate rows.notes, rows.outbox");
  }

  @Test
  void passesTheCallersIdentityToPostgres() {
    assertEquals(A.tenantId(), await(rows.as(A).query(WHO, Tuple.tuple())));
  }

  @Test
  @Tag("B9")
  void leavesNoIdentityOnTheConnection() {
    await(rows.as(A).query(WHO, Tuple.tuple()));

    assertEquals("", tenantOnTheConnection());
  }

  @Test
  @Tag("B9")
  void leavesNoIdentityOnTheConnectionAfterAFailure() {
    assertThrows(
        RowFailure.class, () -> await(rows.as(A).query("select 1 / (select 0)", Tuple.tuple())));

    assertEquals("", tenantOnTheConnection());
    assertEquals(0, schema.openTransactions());
  }

  @Test
  @Tag("B9")
  void leavesNoIdentityOnTheConnectionAfterAFailureInTheMiddleOfATransaction() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                await(
                    rows.as(A)
                        .transaction(transaction ->
                            transaction
                                .query(WHO, Tuple.tuple())
                                .map(answer -> {
                                  throw new IllegalStateException("in the middle");
                                }))));

    assertEquals("in the middle", failure.getMessage());
    assertEquals("", tenantOnTheConnection());
    assertEquals(0, schema.openTransactions());
  }

  @Test
  void keepsNothingOfAStatementThatFailed() {
    await(add("one"));

    RowFailure failure = assertThrows(RowFailure.class, () -> await(add("one")));

    assertTrue(Constraint.violated(failure, "notes_body"));
    assertFalse(Constraint.violated(failure, "notes_pkey"));
    assertEquals("23505", failure.sqlState());
    assertFalse(failure.getMessage().contains("one"), failure.getMessage());
    assertEquals(1, schema.count("notes"));
  }

  @Test
  void writesAnyNumberOfEventsWithTheChange() {
    List<AuditEvent> events = Stream.generate(() -> event(TENANT)).limit(3).toList();
    await(
        rows.as(A)
            .transaction(transaction -> {
              events.forEach(transaction::record);
              return transaction.query(ADD, Tuple.of(TENANT, "kept"));
            }));

    assertEquals(1, schema.count("notes"));
    assertEquals(3, schema.count("outbox"));
    for (AuditEvent event : events) {
      assertEquals(
          1,
          schema.count(
              "outbox where id = '%s' and tenant_id = '%s' and event like '%%\"%s\"%%'"
                  .formatted(event.id(), TENANT, event.id())));
    }
  }

  @Test
  void writesTheChangeAndItsEventTogether() {
    await(
        rows.as(A)
            .transaction(transaction -> {
              transaction.record(event(TENANT));
              return transaction.query(ADD, Tuple.of(TENANT, "kept"));
            }));

    assertEquals(1, schema.count("notes"));
    assertEquals(1, schema.count("outbox"));
  }

  @Test
  void keepsNeitherChangeNorEventOfWorkThatFails() {
    assertThrows(
        IllegalStateException.class,
        () ->
            await(
                rows.as(A)
                    .transaction(transaction -> {
                      transaction.record(event(TENANT));
                      return transaction
                          .query(ADD, Tuple.of(TENANT, "dropped"))
                          .onItem()
                          .failWith(() -> new IllegalStateException("no"));
                    })));

    assertEquals(0, schema.count("notes") + schema.count("outbox"));
  }

  @Test
  void keepsNothingIfTheEventCannotBeWritten() {
    AuditEvent foreign = event(UUID.fromString("01900000-0000-7000-8000-00000000000b"));

    RowFailure failure =
        assertThrows(
            RowFailure.class,
            () ->
                await(
                    rows.as(A)
                        .transaction(transaction -> {
                          transaction.record(foreign);
                          return transaction.query(ADD, Tuple.of(TENANT, "dropped"));
                        })));

    assertEquals("42501", failure.sqlState());
    assertEquals(0, schema.count("notes") + schema.count("outbox"));
  }

  @Test
  void refusesWorkThatContinuesAfterAFailedStatement() {
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () ->
                await(
                    rows.as(A)
                        .transaction(transaction ->
                            transaction
                                .query(ADD, Tuple.of(TENANT, "first"))
                                .chain(() ->
                                    transaction.query(
                                        "insert into nowhere values (1)", Tuple.tuple()))
                                .onFailure()
                                .recoverWithNull())));

    assertTrue(failure.getMessage().contains("continued after"), failure.getMessage());
    assertEquals(0, schema.count("notes"));
  }

  @Test
  void failsIfTheCommitIsRefused() {
    schema.sql(
        """
        create table if not exists rows.late (
          n int constraint late_n unique deferrable initially deferred);
        alter table rows.late enable row level security;
        drop policy if exists all_rows on rows.late;
        create policy all_rows on rows.late using (true) with check (true);
        grant all on rows.late to rows_app;
        """);

    RowFailure failure =
        assertThrows(
            RowFailure.class,
            () -> await(rows.as(A).query("insert into late values (1), (1)", Tuple.tuple())));

    assertTrue(Constraint.violated(failure, "late_n"));
    schema.sql("drop table rows.late");
  }

  @Test
  void refusesAParameterOfTheWrongTypeWithoutQuotingIt() {
    IllegalArgumentException failure =
        assertThrows(
            IllegalArgumentException.class,
            () -> await(rows.as(A).query(ADD, Tuple.of("s3cret", "body"))));

    assertFalse(failure.toString().contains("s3cret"), failure.toString());
    assertEquals(0, schema.openTransactions());
    assertEquals("", tenantOnTheConnection());
  }

  @Test
  void runsAStatementOnceMoreThatLostARace() {
    schema.sql(
        """
        create sequence rows.attempts;
        grant usage on rows.attempts to rows_app;
        create function rows.loses_once() returns int language plpgsql as $$
        begin
          if nextval('rows.attempts') = 1 then
            raise exception 'lost' using errcode = '40001';
          end if;
          return 7;
        end $$;
        """);

    RowSet<Row> answer =
        rows.as(A)
            .query("select loses_once() as n", Tuple.tuple())
            .await()
            .atMost(Duration.ofMinutes(1));

    assertEquals(7, answer.iterator().next().getInteger("n"));
    schema.sql("drop function rows.loses_once; drop sequence rows.attempts");
  }

  @Test
  void followsAMigrationThatChangesWhatAPreparedStatementReturns() {
    schema.sql("create table rows.wide (a int); grant select on rows.wide to rows_app");
    await(rows.as(A).query("select * from wide", Tuple.tuple()));
    schema.sql("alter table rows.wide add column b int");

    RowSet<Row> answer =
        rows.as(A).query("select * from wide", Tuple.tuple()).await().atMost(Duration.ofMinutes(1));

    assertEquals(List.of("a", "b"), answer.columnsNames());
    schema.sql("drop table rows.wide");
  }

  @Test
  void preparesALongStatementOnce() {
    String statement = "select 1 as n /* " + "long ".repeat(2_000) + "*/";
    RowSet<Row> prepared =
        rows.as(A)
            .transaction(transaction ->
                transaction
                    .query(statement, Tuple.tuple())
                    .chain(() ->
                        transaction.query(
                            "select count(*) as n from pg_prepared_statements where statement = $1",
                            Tuple.of(statement))))
            .await()
            .atMost(Duration.ofMinutes(1));

    assertEquals(1, prepared.iterator().next().getInteger("n"));
  }

  @Test
  void rollsBackWorkThatIsCancelled() throws Exception {
    CountDownLatch written = new CountDownLatch(1);
    Cancellable running =
        rows.as(A)
            .transaction(transaction ->
                transaction
                    .query(ADD, Tuple.of(TENANT, "dropped"))
                    .invoke(written::countDown)
                    .chain(() -> Uni.createFrom().<String>nothing()))
            .subscribe()
            .with(item -> {});
    assertTrue(written.await(60, TimeUnit.SECONDS));

    running.cancel();

    assertEquals("", tenantOnTheConnection());
    assertEquals(0, schema.count("notes"));
    assertEquals(0, schema.openTransactions());
  }

  @Test
  void refusesStatementsAfterTheTransactionEnded() {
    Transaction escaped =
        rows.as(A)
            .<Transaction>transaction(
                transaction -> transaction.query(WHO, Tuple.tuple()).replaceWith(transaction))
            .await()
            .atMost(Duration.ofMinutes(1));

    assertThrows(IllegalStateException.class, () -> await(escaped.query(WHO, Tuple.tuple())));
    assertThrows(IllegalStateException.class, () -> escaped.record(event(TENANT)));
  }

  @Test
  void runsABatchInOneTransaction() {
    List<Tuple> three =
        List.of(Tuple.of(TENANT, "1"), Tuple.of(TENANT, "2"), Tuple.of(TENANT, "1"));

    Throwable failure =
        rows.as(A)
            .transaction(transaction -> transaction.batch(ADD, three))
            .onItem()
            .<Throwable>transform(answer -> null)
            .onFailure()
            .recoverWithItem(e -> e)
            .await()
            .atMost(Duration.ofMinutes(1));

    assertInstanceOf(RowFailure.class, failure);
    assertEquals(0, schema.count("notes"));
  }

  private static Uni<RowSet<Row>> add(String body) {
    return rows.as(A).query(ADD, Tuple.of(TENANT, body));
  }

  private static String await(Uni<RowSet<Row>> answer) {
    RowSet<Row> rows = answer.await().atMost(Duration.ofMinutes(1));
    return rows.size() == 0 ? "" : rows.iterator().next().getValue(0) + "";
  }

  private static String tenantOnTheConnection() {
    Row row =
        pool.pool()
            .withConnection(connection -> connection.query(WHO).execute())
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .iterator()
            .next();
    String tenant = row.getString("tenant");
    return tenant == null ? "" : tenant;
  }

  static AuditEvent event(UUID tenant) {
    return new AuditEvent(
        UUID.randomUUID(),
        Instant.parse("2026-01-02T03:04:05Z"),
        tenant,
        new AuditEvent.Actor("user", "somebody", null, null),
        "note.created",
        List.of(),
        AuditEvent.Outcome.ALLOWED,
        new AuditEvent.Context(null, null, null, "guard-test"),
        Map.of(),
        Map.of());
  }
}
