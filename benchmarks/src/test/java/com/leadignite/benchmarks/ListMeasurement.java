package com.leadignite.benchmarks;

import com.leadignite.benchmarks.ListRead.Asked;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Measures what an item of a list costs, native and on the JVM. */
final class ListMeasurement {

  private static final double TARGET = 1.5;

  private final NativeOptions options;
  private final Vertx vertx;
  private final Rounds rounds;

  ListMeasurement(NativeOptions options, Vertx vertx, ProcessHandle database) {
    this.options = options;
    this.vertx = vertx;
    this.rounds = new Rounds(vertx, options.connections(), database);
  }

  /** As Markdown: a line for each list. */
  String run(List<RunningService> services, List<ListRead> lists, Verdicts verdicts)
      throws Exception {
    StringBuilder table =
        new StringBuilder("| list | items | native CPU µs/item | JVM CPU µs/item | native/JVM |\n")
            .append("|---|---:|---:|---:|---:|\n");
    for (ListRead list : lists) {
      double executable = costOfAnItem(of(services, Packaging.NATIVE), list);
      double jvm = costOfAnItem(of(services, Packaging.JVM), list);
      double ratio = executable / jvm;
      verdicts.add(
          ratio <= TARGET,
          "an item of " + list.name() + ", native compared with the JVM",
          String.format(Locale.ROOT, "%.2f", ratio),
          "at most " + TARGET);
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %d | %.1f | %.1f | %.2f |%n",
              list.name(),
              list.many().items(),
              executable,
              jvm,
              ratio));
    }
    return table.toString();
  }

  private static RunningService of(List<RunningService> services, Packaging packaging) {
    return services.stream()
        .filter(service -> service.program().packaging() == packaging)
        .findFirst()
        .orElseThrow();
  }

  /** Processor time in µs that each item of the long page takes beyond the short one. */
  private double costOfAnItem(RunningService service, ListRead list) throws Exception {
    Contender few = contender(service, list.few());
    Contender many = contender(service, list.many());
    rounds.warmUp(List.of(few, many), Span.of(options.listRequests()));
    Map<Contender, List<Sample>> samples =
        rounds.run(
            List.of(few, many), Span.of(options.listRequests() / options.turns()), options.turns());
    double more =
        Medians.of(samples.get(many), Sample::cpuMicros)
            - Medians.of(samples.get(few), Sample::cpuMicros);
    return more / (list.many().items() - list.few().items());
  }

  private Contender contender(RunningService service, Asked page) throws Exception {
    Http http = new Http(vertx, options.connections());
    URI at = service.url().resolve(page.path());
    Map<String, String> bearer = Map.of("authorization", "Bearer " + page.token());
    Buffer answer =
        http.get(at, bearer).toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    int items = answer.toJsonObject().getJsonArray("items").size();
    if (items != page.items()) {
      throw new IllegalStateException(page.path() + " has " + items + " items");
    }
    return new Contender(
        service.program().packaging().label() + " " + page.items(),
        service + " " + page.path(),
        service.process(),
        http.question(at, bearer, answer));
  }
}
