package com.leadignite.guard.vertx;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Leaves gauges out of the metrics that Quarkus measures for each event loop, or group of them,
 * under one name and with the same tags: all but the first are lost, and Micrometer warns of that.
 */
@Singleton
final class EventLoopMetrics implements MeterFilter {

  private static final Set<String> AMBIGUOUS =
      Set.of(
          "netty.eventexecutor.workers",
          "postgresql.queue.size",
          "postgresql.current",
          "redis.queue.size",
          "redis.current");

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return AMBIGUOUS.contains(id.getName()) ? MeterFilterReply.DENY : MeterFilterReply.NEUTRAL;
  }
}
