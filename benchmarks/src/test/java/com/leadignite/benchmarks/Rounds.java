package com.leadignite.benchmarks;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lets the contenders take turns: on a machine that others use as well, what disturbs one round
 * disturbs all contenders of that round alike.
 */
final class Rounds {

  private final ClosedLoop loop;
  private final ProcessHandle database;

  Rounds(Vertx vertx, int connections, ProcessHandle database) {
    this.loop = new ClosedLoop(vertx, connections);
    this.database = database;
  }

  /** Asks each contender for as long, and measures nothing. */
  void warmUp(List<Contender> contenders, Span span) {
    for (Contender contender : contenders) {
      requireNoFailure(contender, loop.run(span, contender.question()));
    }
  }

  /** Measures each contender once per round. */
  Map<Contender, List<Sample>> run(List<Contender> contenders, Span span, int rounds) {
    Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        Sample sample = measure(contender, span);
        samples.computeIfAbsent(contender, key -> new ArrayList<>()).add(sample);
        System.out.printf(
            "round %d  %-6s  %6.0f/s  %8.1f µs CPU%n",
            round, contender.letter(), sample.perSecond(), sample.cpuMicros());
      }
    }
    return samples;
  }

  private static void requireNoFailure(Contender contender, ClosedLoop.Result result) {
    if (result.failures() > 0) {
      throw new IllegalStateException(
          result.failures()
              + " wrong answers from "
              + contender.what()
              + ", first: "
              + result.firstFailure());
    }
  }

  private Sample measure(Contender contender, Span span) {
    Duration cpu = CpuTime.of(contender.process());
    Duration databaseCpu = CpuTime.ofTree(database);
    ClosedLoop.Result result = loop.run(span, contender.question());
    requireNoFailure(contender, result);
    Latencies latencies = result.latencies();
    return new Sample(
        latencies.count(),
        result.wall(),
        latencies.percentile(0.50),
        latencies.percentile(0.99),
        CpuTime.of(contender.process()).minus(cpu),
        CpuTime.ofTree(database).minus(databaseCpu));
  }
}
