package com.leadignite.guard.relay;

import static com.leadignite.guard.time.SqlTime.instantOrNull;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The gauges of a queue: how much waits in it, how long it has waited, and how much is dead. */
public final class QueueGauges {

  private static final Logger LOG = Logger.getLogger(QueueGauges.class);
  private static final Duration FRESH = Duration.ofSeconds(5);

  private final String name;
  private final Clock clock;
  private volatile Backlog backlog = new Backlog(0, 0, null);
  private volatile Instant counted = Instant.EPOCH;

  /**
   * The size of a queue.
   *
   * @param oldest since when the oldest row waits; null if none waits
   */
  public record Backlog(long waiting, long parked, @Nullable Instant oldest) {

    /** Reads it from the columns {@code waiting}, {@code parked} and {@code oldest}. */
    public static Backlog of(Row row) {
      return new Backlog(
          row.getLong("waiting"), row.getLong("parked"), instantOrNull(row, "oldest"));
    }
  }

  /**
   * Registers {@code <name>.waiting}, {@code <name>.parked} and {@code <name>.age} (seconds).
   *
   * @param name the prefix of their names: {@code leadignite.mail}
   * @param what waits in the queue, in the plural, for their descriptions: {@code Mails}
   */
  public QueueGauges(String name, String what, MeterRegistry registry, Clock clock) {
    this.name = name;
    this.clock = clock;
    Gauge.builder(name + ".waiting", () -> backlog.waiting())
        .description(what + " that wait for delivery")
        .register(registry);
    Gauge.builder(name + ".parked", () -> backlog.parked())
        .description(what + " that are dead letters; each needs a person")
        .register(registry);
    Gauge.builder(name + ".age", this::age)
        .description(what + ": how long the oldest has waited")
        .baseUnit("seconds")
        .register(registry);
  }

  /**
   * Counts the queue, but not on every round of a busy one; never fails: a queue that is too long
   * to be counted must still be worked off.
   */
  public Uni<Void> refresh(Supplier<Uni<Backlog>> count) {
    Instant now = clock.instant();
    if (now.isBefore(counted.plus(FRESH))) {
      return Uni.createFrom().voidItem();
    }
    counted = now;
    return count
        .get()
        .invoke(fresh -> backlog = fresh)
        .onFailure()
        .invoke(e -> LOG.warnf("the queue %s was not counted: %s", name, e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** How long ago that was; zero if another machine's clock is ahead of this one's. */
  public Duration since(Instant moment) {
    Duration waited = Duration.between(moment, clock.instant());
    return waited.isNegative() ? Duration.ZERO : waited;
  }

  private double age() {
    Instant oldest = backlog.oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }
}
