package com.leadignite.guard.relay;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.relay.QueueGauges.Backlog;
import com.leadignite.guard.testing.MutableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class QueueGaugesTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final MutableClock clock = new MutableClock(NOW);
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final QueueGauges gauges =
      new QueueGauges("leadignite.things", "Things", registry, clock);
  private final AtomicInteger counts = new AtomicInteger();

  @Test
  void showsWhatWaitsAndForHowLong() {
    refresh(() -> Uni.createFrom().item(new Backlog(3, 2, NOW.minusSeconds(90))));

    assertEquals(3, gauge("waiting"));
    assertEquals(2, gauge("parked"));
    assertEquals(90, gauge("age"));
  }

  @Test
  void anEmptyQueueHasNoAge() {
    refresh(() -> Uni.createFrom().item(new Backlog(0, 0, null)));

    assertEquals(0, gauge("age"));
  }

  @Test
  void isCountedOnceInFiveSeconds() {
    Supplier<Uni<Backlog>> count =
        () -> {
          counts.incrementAndGet();
          return Uni.createFrom().item(new Backlog(1, 0, NOW));
        };
    refresh(count);
    clock.turn(Duration.ofMillis(4_999));
    refresh(count);
    assertEquals(1, counts.get());

    clock.turn(Duration.ofMillis(1));
    refresh(count);

    assertEquals(2, counts.get());
  }

  @Test
  void aQueueTooLongToBeCountedKeepsItsLastSize() {
    refresh(() -> Uni.createFrom().item(new Backlog(3, 0, NOW)));
    clock.turn(Duration.ofSeconds(10));

    refresh(() -> Uni.createFrom().failure(new IllegalStateException("statement timeout")));

    assertEquals(3, gauge("waiting"));
    assertEquals(10, gauge("age"));
  }

  @Test
  void aMomentOfAClockThatIsAheadIsNow() {
    assertEquals(Duration.ofSeconds(1), gauges.since(NOW.minusSeconds(1)));
    assertEquals(Duration.ZERO, gauges.since(NOW.plusSeconds(1)));
  }

  private void refresh(Supplier<Uni<Backlog>> count) {
    gauges.refresh(count).await().atMost(Duration.ofMinutes(1));
  }

  private double gauge(String name) {
    return registry.get("leadignite.things." + name).gauge().value();
  }
}
