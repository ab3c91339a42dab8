package com.leadignite.guard.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.testing.Servers;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B8")
class TwoTenantsTest {

  private static final UUID A = UUID.fromString("01900000-0000-7000-8000-00000000000a");
  private static final UUID B = UUID.fromString("01900000-0000-7000-8000-00000000000b");
  private static final int ROWS = 3;
  private static final int ROUNDS = 15_000;
  private static final int AT_A_TIME = 16;

  // No tenant in the where: row-level security alone keeps them apart here.
  private static final String ALL = "select tenant_id from notes";

  private static TestingSchema schema;

  @BeforeAll
  static void fill() {
    schema = TestingSchema.create(Servers.postgres(), "tenants");
    schema.sql(
        """
        insert into tenants.notes (tenant_id, body)
        select t.id::uuid, n::text
        from unnest(array['%s', '%s']) as t (id), generate_series(1, %d) as n
        """
            .formatted(A, B, ROWS));
  }

  @Test
  void neverSeesARowOfTheOtherWhileBothAreServedOverTheSameConnections() throws Exception {
    AtomicInteger answers = new AtomicInteger();
    AtomicInteger foreign = new AtomicInteger();
    try (TestingPool pool = TestingPool.as(schema.app(), 4)) {
      Rows rows = pool.rows();

      CompletableFuture.allOf(hammer(rows, A, answers, foreign), hammer(rows, B, answers, foreign))
          .get(120, TimeUnit.SECONDS);
    }

    assertEquals(0, foreign.get());
    assertTrue(answers.get() > ROUNDS, "only " + answers + " answers");
  }

  private static CompletableFuture<Void> hammer(
      Rows rows, UUID tenant, AtomicInteger answers, AtomicInteger foreign) {
    Rows.Scope scope = rows.as(new Identity(tenant.toString(), "", "user"));
    return Multi.createFrom()
        .range(0, ROUNDS)
        .onItem()
        .transformToUni(round -> one(scope, round))
        .merge(AT_A_TIME)
        .onItem()
        .invoke(answer -> {
          if (answer.size() > 0) {
            answers.incrementAndGet();
          }
          for (Row row : answer) {
            if (!tenant.equals(row.getUUID("tenant_id"))) {
              foreign.incrementAndGet();
            }
          }
          if (answer.size() != 0 && answer.size() != ROWS) {
            foreign.incrementAndGet();
          }
        })
        .collect()
        .last()
        .replaceWithVoid()
        .subscribeAsCompletionStage();
  }

  /** Most rounds ask; some fail, some break off, some are given up half way. */
  private static Uni<RowSet<Row>> one(Rows.Scope scope, int round) {
    Uni<RowSet<Row>> none = scope.query("select tenant_id from notes where false", Tuple.tuple());
    return switch (round % 10) {
      case 0 ->
          scope.query("select 1 / (select 0)", Tuple.tuple()).onFailure().recoverWithUni(none);
      case 1 ->
          scope
              .transaction(t ->
                  t.query(ALL, Tuple.tuple())
                      .onItem()
                      .failWith(() -> new IllegalStateException("no")))
              .onFailure()
              .recoverWithUni(none);
      case 2 ->
          scope
              .transaction(
                  t -> t.query(ALL, Tuple.tuple()).onItem().delayIt().by(Duration.ofMillis(50)))
              .ifNoItem()
              .after(Duration.ofMillis(5))
              .recoverWithUni(none);
      case 3 -> scope.transaction(t -> t.query(ALL, Tuple.tuple()));
      default -> scope.query(ALL, Tuple.tuple());
    };
  }
}
