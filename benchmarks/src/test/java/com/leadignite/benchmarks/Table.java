package com.leadignite.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the rounds say together, as Markdown: of each figure the median over the rounds. */
final class Table {

  private Table() {}

  static String of(Map<Contender, List<Sample>> samples) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| | way to the row | requests/s | p50 ms | p99 ms | CPU µs/request | PostgreSQL CPU µs/request |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    samples.forEach((contender, rounds) ->
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %s | %.0f | %.2f | %.2f | %.1f | %.1f |%n",
                contender.letter(),
                contender.what(),
                Medians.of(rounds, Sample::perSecond),
                Medians.of(rounds, s -> millis(s.p50())),
                Medians.of(rounds, s -> millis(s.p99())),
                Medians.of(rounds, Sample::cpuMicros),
                Medians.of(rounds, Sample::databaseCpuMicros))));
    return table.toString();
  }

  /** How the processor time of one contender stands to another's. */
  static double ratio(List<Sample> one, List<Sample> other) {
    return Medians.of(one, Sample::cpuMicros) / Medians.of(other, Sample::cpuMicros);
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
