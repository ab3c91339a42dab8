package com.leadignite.webhook.inbox;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The metrics of what comes in with a valid signature; {@link Rejections} counts the others. */
@Singleton
final class IngestMetrics {

  private final MeterRegistry registry;
  private final DistributionSummary batches;
  private final Map<Result, Timer> timers = new EnumMap<>(Result.class);

  IngestMetrics(MeterRegistry registry) {
    this.registry = registry;
    this.batches =
        DistributionSummary.builder("webhook.ingest.batch")
            .description("Webhooks that shared a transaction")
            .serviceLevelObjectives(1, 2, 4, 8, 16, 32, 64, 128)
            .register(registry);
    for (Result result : Result.values()) {
      timers.put(
          result,
          Timer.builder("webhook.ingest")
              .description("From a valid signature to the end of the transaction")
              .tag("outcome", result.name().toLowerCase(Locale.ROOT))
              .serviceLevelObjectives(
                  Duration.ofMillis(5),
                  Duration.ofMillis(20),
                  Duration.ofMillis(100),
                  Duration.ofMillis(500),
                  Duration.ofSeconds(2))
              .register(registry));
    }
  }

  /** What became of a webhook. */
  private enum Result {
    STORED,
    DUPLICATE,
    OVER_LIMIT,
    FAILED
  }

  /** Shows how many webhooks wait for a transaction. */
  void watch(Supplier<Number> waiting) {
    Gauge.builder("webhook.ingest.waiting", waiting)
        .description("Webhooks that wait for a transaction")
        .register(registry);
  }

  void batch(int size) {
    batches.record(size);
  }

  void stored(long begun, @Nullable Received received, @Nullable Throwable failure) {
    Timer timer = timers.get(result(received, failure));
    if (timer != null) {
      timer.record(Duration.ofNanos(System.nanoTime() - begun));
    }
  }

  private static Result result(@Nullable Received received, @Nullable Throwable failure) {
    if (received != null) {
      return received.duplicate() ? Result.DUPLICATE : Result.STORED;
    }
    return failure instanceof Problem problem && problem.type() == CommonProblem.TOO_MANY_REQUESTS
        ? Result.OVER_LIMIT
        : Result.FAILED;
  }
}
