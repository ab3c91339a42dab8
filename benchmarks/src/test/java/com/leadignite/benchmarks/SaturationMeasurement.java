package com.leadignite.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Auth-service with as many sign-ins as it can take: how many those are, compared with bare hashes
 * on the same processors, and how long somebody else then waits for an answer that needs no hash.
 */
final class SaturationMeasurement {

  private static final double SHARE = 0.9;
  private static final double SLOWER = 3;
  private static final Duration PACE = Duration.ofMillis(5);

  private final Vertx vertx;
  private final Duration duration;
  private final int rounds;
  private final int connections;
  private final RunningService service;

  SaturationMeasurement(
      Vertx vertx, Duration duration, int rounds, int connections, RunningService service) {
    this.vertx = vertx;
    this.duration = duration;
    this.rounds = rounds;
    this.connections = connections;
    this.service = service;
  }

  private record SignIns(double perSecond, double cpuMillis, double hashingMillis) {}

  /** Measures both in turns; two tables. */
  String run(SignInAccounts accounts, Supplier<Future<Boolean>> read, Verdicts verdicts)
      throws IOException, InterruptedException {
    RawHashes raw = new RawHashes(CLibraryArgon2.libsodium());
    ClosedLoop loop = new ClosedLoop(vertx, connections);
    Supplier<Future<Boolean>> signIn =
        accounts.question(new Http(vertx, connections), service.url());
    PacedReads reads = new PacedReads(vertx, PACE);
    loop.run(Span.of(duration), signIn);
    reads.run(duration, read);
    List<RawHashes.Result> hashes = new ArrayList<>();
    List<SignIns> signIns = new ArrayList<>();
    List<Latencies> idle = new ArrayList<>();
    List<Latencies> saturated = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      hashes.add(raw.run(duration));
      signIns.add(signIns(loop, signIn));
      idle.add(reads.run(duration, read));
      CompletableFuture<ClosedLoop.Result> flood =
          CompletableFuture.supplyAsync(
              () -> loop.run(Span.of(duration.plusSeconds(2)), signIn),
              task -> Thread.ofPlatform().start(task));
      Thread.sleep(Duration.ofSeconds(1));
      saturated.add(reads.run(duration, read));
      requireNoFailure(flood.join());
      System.out.printf(
          "round %d: %.1f hashes/s, %.1f sign-ins/s, p99 %s idle, %s saturated%n",
          round,
          hashes.getLast().perSecond(),
          signIns.getLast().perSecond(),
          idle.getLast().percentile(0.99),
          saturated.getLast().percentile(0.99));
    }
    return throughput(hashes, signIns, verdicts) + "\n" + latency(idle, saturated, verdicts);
  }

  private SignIns signIns(ClosedLoop loop, Supplier<Future<Boolean>> signIn) throws IOException {
    Duration cpu = CpuTime.of(service.process());
    Duration hashing = ThreadTime.of(service.process(), SignInMeasurement.HASHING);
    ClosedLoop.Result result = loop.run(Span.of(duration), signIn);
    requireNoFailure(result);
    double count = result.latencies().count();
    return new SignIns(
        count / (result.wall().toNanos() / 1e9),
        CpuTime.of(service.process()).minus(cpu).toNanos() / 1e6 / count,
        ThreadTime.of(service.process(), SignInMeasurement.HASHING).minus(hashing).toNanos()
            / 1e6
            / count);
  }

  private static void requireNoFailure(ClosedLoop.Result result) {
    if (result.failures() > 0) {
      throw new IllegalStateException("sign-ins fail: " + result.firstFailure());
    }
  }

  private static String throughput(
      List<RawHashes.Result> hashes, List<SignIns> signIns, Verdicts verdicts) {
    double rawRate = Medians.of(hashes, RawHashes.Result::perSecond);
    double rawCpu = Medians.of(hashes, RawHashes.Result::cpuMillis);
    double rate = Medians.of(signIns, SignIns::perSecond);
    double cpu = Medians.of(signIns, SignIns::cpuMillis);
    double hashing = Medians.of(signIns, SignIns::hashingMillis);
    String share =
        String.format(Locale.ROOT, "%.2f × libsodium on the same processors", rate / rawRate);
    verdicts.add(rate >= SHARE * rawRate, "sign-ins per second", share, "≥ " + SHARE);
    return "| | 1/s | compared | CPU ms each | compared | of it hashing ms | compared |\n"
        + "|---|---:|---:|---:|---:|---:|---:|\n"
        + String.format(
            Locale.ROOT,
            "| bare hashes by libsodium on all processors | %.1f | 1 | %.2f | 1 | %.2f | 1 |%n",
            rawRate,
            rawCpu,
            rawCpu)
        + String.format(
            Locale.ROOT,
            "| sign-ins | %.1f | %.2f | %.2f | %.2f | %.2f | %.2f |%n",
            rate,
            rate / rawRate,
            cpu,
            rawCpu / cpu,
            hashing,
            rawCpu / hashing);
  }

  private static String latency(
      List<Latencies> idle, List<Latencies> saturated, Verdicts verdicts) {
    double ratio = millis(saturated, 0.99) / millis(idle, 0.99);
    verdicts.add(
        ratio <= SLOWER,
        "p99 of GET /user while sign-ins saturate",
        String.format(Locale.ROOT, "%.1f × idle", ratio),
        "≤ " + SLOWER);
    return "| GET /user, 200 a second | p50 ms | p99 ms |\n|---|---:|---:|\n"
        + row("nobody signs in", idle)
        + row("sign-ins saturate the hashing threads", saturated);
  }

  private static String row(String what, List<Latencies> rounds) {
    return String.format(
        Locale.ROOT, "| %s | %.2f | %.2f |%n", what, millis(rounds, 0.5), millis(rounds, 0.99));
  }

  private static double millis(List<Latencies> rounds, double share) {
    return Medians.of(rounds, latencies -> latencies.percentile(share).toNanos() / 1e6);
  }
}
