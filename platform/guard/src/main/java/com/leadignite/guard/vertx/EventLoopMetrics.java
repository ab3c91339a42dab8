package com.leadignite.guard.vertx;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import jakarta.inject.Singleton;

/**
 * Leaves the number of event loops out of the metrics. Quarkus has two groups of them, one that
 * serves and one that accepts connections, and measures both under one name without a tag: half of
 * it is lost, and Micrometer warns of that at each start.
 */
@Singleton
final class EventLoopMetrics implements MeterFilter {

  @Override
  public MeterFilterReply accept(Meter.Id id) {
    return id.getName().equals("netty.eventexecutor.workers")
        ? MeterFilterReply.DENY
        : MeterFilterReply.NEUTRAL;
  }
}
