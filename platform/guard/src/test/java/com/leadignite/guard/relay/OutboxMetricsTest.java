package com.leadignite.guard.relay;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class OutboxMetricsTest {

  @Test
  void letsAnOutboxBeDeliveredThatIsTooLongToBeCounted() {
    OutboxStore uncountable = new OutboxStore(identity -> new TestingTimeout());
    OutboxMetrics metrics = new OutboxMetrics(new SimpleMeterRegistry(), Clock.systemUTC());

    assertDoesNotThrow(() -> metrics.refresh(uncountable).await().atMost(Duration.ofSeconds(30)));
  }

  private static final class TestingTimeout implements Rows.Scope {

    @Override
    public Uni<RowSet<Row>> query(String sql, Tuple parameters) {
      return Uni.createFrom().failure(new IllegalStateException("statement timeout"));
    }

    @Override
    public <T> Uni<T> transaction(Function<Transaction, Uni<T>> work) {
      return Uni.createFrom().failure(new IllegalStateException("statement timeout"));
    }
  }
}
