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
 * How the service's password verification stands to a C library's. A sign-in at each service and a
 * hash by each library follow one another, so that all find the caches as the others left them: a
 * library in a loop of its own is a third faster than anybody ever calls it. Of the service the
 * processor time of the threads that hash is counted, and nothing else of a sign-in.
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
      round(services, accounts, libraries);
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

  private void round(
      List<RunningService> services, SignInAccounts accounts, List<CLibraryArgon2> libraries)
      throws IOException {
    ClosedLoop loop = new ClosedLoop(vertx, 1);
    Http http = new Http(vertx, 1);
    Map<RunningService, Duration> before = new LinkedHashMap<>();
    for (RunningService service : services) {
      before.put(service, hashing(service));
    }
    Map<CLibraryArgon2, Long> nanos = new LinkedHashMap<>();
    long end = System.nanoTime() + options.span().duration().toNanos() * rates(services, libraries);
    int hashes = 0;
    for (; System.nanoTime() < end; hashes++) {
      for (RunningService service : services) {
        ClosedLoop.Result result = loop.run(Span.of(1), accounts.question(http, service.url()));
        if (result.failures() > 0) {
          throw new IllegalStateException("sign-ins fail: " + result.firstFailure());
        }
      }
      libraries.forEach(library -> nanos.merge(library, library.nanosOfOne(), Long::sum));
    }
    for (RunningService service : services) {
      add(label(service), hashes / (hashing(service).minus(before.get(service)).toNanos() / 1e9));
    }
    for (CLibraryArgon2 library : libraries) {
      add(library.name(), hashes / (nanos.get(library) / 1e9));
    }
  }

  private static int rates(List<RunningService> services, List<CLibraryArgon2> libraries) {
    return services.size() + libraries.size();
  }

  private static Duration hashing(RunningService service) throws IOException {
    return ThreadTime.of(service.process(), SignInMeasurement.HASHING);
  }

  private String table(double reference) {
    StringBuilder table = new StringBuilder();
    table.append("| Argon2id (19456 KiB, 2 passes, 1 lane) by | hashes per second of CPU |");
    table.append(" compared with libsodium (target: native ≥ 0.9) |\n|---|---:|---:|\n");
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
