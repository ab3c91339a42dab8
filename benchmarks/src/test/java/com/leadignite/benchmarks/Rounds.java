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

  /** Warms each contender up, then measures each once per round. */
  Map<Contender, List<Sample>> run(
      List<Contender> contenders, Duration warmUp, Duration duration, int rounds) {
    for (Contender contender : contenders) {
      loop.run(warmUp, contender.question());
    }
    Map<Contender, List<Sample>> samples = new LinkedHashMap<>();
    for (int round = 1; round <= rounds; round++) {
      for (Contender contender : contenders) {
        Sample sample = measure(contender, duration);
        samples.computeIfAbsent(contender, key -> new ArrayList<>()).add(sample);
        System.out.printf(
            "round %d  %s  %6.0f/s  %6.1f µs CPU%n",
            round, contender.letter(), sample.perSecond(), sample.cpuMicros());
        if (sample.failures() > 0) {
          throw new IllegalStateException(
              sample.failures()
                  + " wrong answers from "
                  + contender.what()
                  + ", first: "
                  + sample.firstFailure());
        }
      }
    }
    return samples;
  }

  private Sample measure(Contender contender, Duration duration) {
    Duration cpu = CpuTime.of(contender.process());
    Duration databaseCpu = CpuTime.ofTree(database);
    ClosedLoop.Result result = loop.run(duration, contender.question());
    Latencies latencies = result.latencies();
    return new Sample(
        latencies.count(),
        result.failures(),
        result.firstFailure(),
        result.wall(),
        latencies.percentile(0.50),
        latencies.percentile(0.99),
        CpuTime.of(contender.process()).minus(cpu),
        CpuTime.ofTree(database).minus(databaseCpu));
  }
}
