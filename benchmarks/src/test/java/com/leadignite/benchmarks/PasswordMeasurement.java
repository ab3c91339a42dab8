package com.leadignite.benchmarks;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the service's password verification stands to a C library's. One sign-in follows the other,
 * so that one hash at a time is computed on both sides; of the service the processor time of the
 * threads that hash is counted, and nothing else of a sign-in.
 */
final class PasswordMeasurement {

  private static final double TARGET = 0.9;

  private final NativeOptions options;
  private final Vertx vertx;
  private final Map<String, List<Double>> rates = new LinkedHashMap<>();

  PasswordMeasurement(NativeOptions options, Vertx vertx) {
    this.options = options;
    this.vertx = vertx;
  }

  /** Hashes by each in turns; a table. */
  String run(List<RunningService> services, SignInAccounts accounts, Verdicts verdicts)
      throws IOException {
    System.out.println("Password hashes, one after the other");
    List<CLibraryArgon2> libraries = CLibraryArgon2.all();
    for (int round = 1; round <= options.rounds(); round++) {
      for (RunningService service : services) {
        add(label(service), rate(service, accounts));
      }
      for (CLibraryArgon2 library : libraries) {
        add(library.name(), library.perProcessorSecond(Duration.ofSeconds(options.seconds())));
      }
    }
    double reference = median(libraries.getFirst().name());
    for (RunningService service : services) {
      if (service.program().packaging() == Packaging.NATIVE) {
        double share = median(label(service)) / reference;
        verdicts.add(
            share >= TARGET,
            "password verification natively",
            String.format(Locale.ROOT, "%.2f × libsodium", share),
            "≥ " + TARGET);
      }
    }
    return table(reference);
  }

  private static String label(RunningService service) {
    return "auth-service, " + service.program().packaging().label();
  }

  private void add(String name, double rate) {
    rates.computeIfAbsent(name, key -> new ArrayList<>()).add(rate);
    System.out.printf("%-24s %6.1f hashes per second of CPU%n", name, rate);
  }

  private double median(String name) {
    return Medians.of(rates.get(name), rate -> rate);
  }

  private double rate(RunningService service, SignInAccounts accounts) throws IOException {
    Http http = new Http(vertx, 1);
    Duration before = ThreadTime.of(service.process(), SignInMeasurement.HASHING);
    ClosedLoop.Result result =
        new ClosedLoop(vertx, 1).run(options.span(), accounts.question(http, service.url()));
    Duration took = ThreadTime.of(service.process(), SignInMeasurement.HASHING).minus(before);
    if (result.failures() > 0) {
      throw new IllegalStateException("sign-ins fail: " + result.firstFailure());
    }
    return result.latencies().count() / (took.toNanos() / 1e9);
  }

  private String table(double reference) {
    StringBuilder table = new StringBuilder();
    table.append("| Argon2id (19456 KiB, 2 passes, 1 lane) by | hashes per second of CPU |");
    table.append(" beside libsodium (target: natively ≥ 0.9) |\n|---|---:|---:|\n");
    rates.forEach((name, all) ->
        table.append(
            String.format(
                Locale.ROOT,
                "| %s | %.1f | %.2f |%n",
                name,
                median(name),
                median(name) / reference)));
    return table.toString();
  }
}
