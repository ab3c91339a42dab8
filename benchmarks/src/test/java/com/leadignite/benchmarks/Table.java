package com.leadignite.benchmarks;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

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
                median(rounds, Sample::perSecond),
                median(rounds, s -> millis(s.p50())),
                median(rounds, s -> millis(s.p99())),
                median(rounds, Sample::cpuMicros),
                median(rounds, Sample::databaseCpuMicros))));
    return table.toString();
  }

  /** How the processor time of one contender stands to another's. */
  static double ratio(List<Sample> one, List<Sample> other) {
    return median(one, Sample::cpuMicros) / median(other, Sample::cpuMicros);
  }

  static double median(List<Sample> rounds, ToDoubleFunction<Sample> figure) {
    List<Double> sorted =
        rounds.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double millis(Duration duration) {
    return duration.toNanos() / 1e6;
  }
}
