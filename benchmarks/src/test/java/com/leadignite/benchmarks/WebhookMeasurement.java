package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Signed webhooks, the same rows by pgbench, and bare HTTP, in turns at some connections. */
final class WebhookMeasurement {

  /** The server has 200 connections, and the services have some of them. */
  private static final int PGBENCH_CLIENTS = 100;

  private static final Duration DRAIN_LIMIT =
      Duration.ofSeconds(Integer.getInteger("bench.drain", 300));

  private final WebhookRows rows;
  private final int connections;
  private final Duration duration;
  private final ClosedLoop loop;
  private final ProcessHandle service;
  private final ProcessHandle database;
  private final Supplier<Future<Boolean>> stored;
  private final Supplier<Future<Boolean>> refused;

  private final List<Round> ingest = new ArrayList<>();
  private final List<Round> ceiling = new ArrayList<>();
  private final List<Round> pgbench = new ArrayList<>();

  /**
   * One round.
   *
   * @param backlog audit events that waited at its end
   * @param drained how long it took until none waited
   */
  private record Round(
      double perSecond,
      double p50,
      double p99,
      double cpu,
      double databaseCpu,
      long backlog,
      double drained) {}

  WebhookMeasurement(
      Stack stack,
      Vertx vertx,
      SignedWebhooks webhooks,
      WebhookRows rows,
      int connections,
      Duration duration) {
    this.rows = rows;
    this.connections = connections;
    this.duration = duration;
    this.loop = new ClosedLoop(vertx, connections);
    this.service = stack.process(Service.WEBHOOK.shortName());
    this.database = stack.process("postgres");
    HttpClient client = SignedWebhooks.client(vertx, connections);
    this.stored = webhooks.stored(client);
    this.refused = webhooks.refused(client);
  }

  void warmUp() throws Exception {
    round(stored);
    round(refused);
  }

  /** Takes turns, and answers rows of a table. */
  List<String> run(int rounds) throws Exception {
    for (int i = 0; i < rounds; i++) {
      ingest.add(round(stored));
      pgbench().ifPresent(pgbench::add);
      ceiling.add(round(refused));
    }
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(
        "| "
            + connections
            + " connections | per second | p50 ms | p99 ms | service CPU µs | PostgreSQL CPU µs |"
            + " audit events waiting | drained in s |");
    lines.add("|---|---|---|---|---|---|---|---|");
    lines.add(line("signed webhooks, stored", ingest));
    if (!pgbench.isEmpty()) {
      lines.add(line("the same rows by pgbench (p50: average)", pgbench));
    }
    lines.add(line("answered 404 before the body", ceiling));
    if (!pgbench.isEmpty()) {
      lines.add("");
      lines.add(
          String.format(
              Locale.ROOT,
              "Stored webhooks to pgbench: %.2f x (target 1.0, aim 2.0)",
              Medians.of(ingest, Round::perSecond) / Medians.of(pgbench, Round::perSecond)));
    }
    return lines;
  }

  /** Signed webhooks per second, a figure a round. */
  List<Double> ingest(int rounds) throws Exception {
    round(stored);
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      rates.add(round(stored).perSecond());
    }
    return rates;
  }

  private Round round(Supplier<Future<Boolean>> question) throws Exception {
    Duration cpu = CpuTime.of(service);
    Duration databaseCpu = databaseCpu();
    ClosedLoop.Result result = loop.run(Span.of(duration), question);
    double taken = CpuTime.of(service).minus(cpu).toNanos() / 1e3;
    double databaseTaken = databaseCpu().minus(databaseCpu).toNanos() / 1e3;
    if (result.failures() > 0) {
      throw new IllegalStateException(
          result.failures() + " wrong answers, first: " + result.firstFailure());
    }
    long backlog = rows.backlog();
    long begun = System.nanoTime();
    while (rows.backlog() > 0 && System.nanoTime() - begun < DRAIN_LIMIT.toNanos()) {
      Thread.sleep(100);
    }
    Latencies latencies = result.latencies();
    Round round =
        new Round(
            latencies.count() / (result.wall().toNanos() / 1e9),
            latencies.percentile(0.50).toNanos() / 1e6,
            latencies.percentile(0.99).toNanos() / 1e6,
            taken / latencies.count(),
            databaseTaken / latencies.count(),
            backlog,
            (System.nanoTime() - begun) / 1e9);
    System.out.println(connections + " " + round);
    return round;
  }

  private Optional<Round> pgbench() throws Exception {
    Duration before = databaseCpu();
    Optional<WebhookRows.Pgbench> said =
        rows.pgbench(Math.min(connections, PGBENCH_CLIENTS), duration);
    double taken = databaseCpu().minus(before).toNanos() / 1e3;
    return said.map(figures -> {
      double count = figures.perSecond() * duration.toSeconds();
      Round round =
          new Round(
              figures.perSecond(), figures.averageMillis(), Double.NaN, 0, taken / count, 0, 0);
      System.out.println(connections + " pgbench " + round);
      return round;
    });
  }

  /** With the connections that have ended, as those of pgbench have. */
  private Duration databaseCpu() throws IOException {
    return CpuTime.ofTree(database).plus(CpuTime.ofEndedChildren(database));
  }

  private static String line(String what, List<Round> rounds) {
    return String.format(
        Locale.ROOT,
        "| %s | %.0f | %.2f | %.2f | %.0f | %.0f | %.0f | %.1f |",
        what,
        Medians.of(rounds, Round::perSecond),
        Medians.of(rounds, Round::p50),
        Medians.of(rounds, Round::p99),
        Medians.of(rounds, Round::cpu),
        Medians.of(rounds, Round::databaseCpu),
        Medians.of(rounds, Round::backlog),
        Medians.of(rounds, Round::drained));
  }
}
