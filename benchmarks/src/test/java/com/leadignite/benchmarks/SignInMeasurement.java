package com.leadignite.benchmarks;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many sign-ins a service takes when as many come as it can take. */
final class SignInMeasurement {

  /** The threads that hash, as auth-service names them. */
  static final String HASHING = "password-";

  private final NativeOptions options;
  private final Vertx vertx;
  private final ProcessHandle database;

  SignInMeasurement(NativeOptions options, Vertx vertx, ProcessHandle database) {
    this.options = options;
    this.vertx = vertx;
    this.database = database;
  }

  /** Signs in at each in turns; a table. */
  String run(List<RunningService> services, SignInAccounts accounts) throws IOException {
    System.out.println("Sign-ins");
    Http http = new Http(vertx, options.signInConnections());
    Rounds rounds = new Rounds(vertx, options.signInConnections(), database);
    List<Contender> contenders = new ArrayList<>();
    for (RunningService service : services) {
      contenders.add(
          new Contender(
              service.program().packaging().label(),
              service.program().toString(),
              service.process(),
              accounts.question(http, service.url())));
    }
    rounds.warmUp(contenders, options.span());
    double[] hashing = hashingMillis(services);
    Map<Contender, List<Sample>> samples = rounds.run(contenders, options.span(), options.rounds());
    double[] hashed = hashingMillis(services);
    StringBuilder table = new StringBuilder();
    table.append("| sign-ins | 1/s | p50 ms | p99 ms | CPU ms each | of it hashing ms |\n");
    table.append("|---|---:|---:|---:|---:|---:|\n");
    for (int i = 0; i < contenders.size(); i++) {
      List<Sample> own = samples.get(contenders.get(i));
      long count = own.stream().mapToLong(Sample::requests).sum();
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.0f | %.0f | %.2f | %.2f |%n",
              contenders.get(i).letter(),
              Medians.of(own, Sample::perSecond),
              Medians.of(own, sample -> sample.p50().toNanos() / 1e6),
              Medians.of(own, sample -> sample.p99().toNanos() / 1e6),
              Medians.of(own, Sample::cpuMicros) / 1e3,
              (hashed[i] - hashing[i]) / count));
    }
    return table.toString();
  }

  private static double[] hashingMillis(List<RunningService> services) throws IOException {
    double[] millis = new double[services.size()];
    for (int i = 0; i < millis.length; i++) {
      millis[i] = ThreadTime.of(services.get(i).process(), HASHING).toNanos() / 1e6;
    }
    return millis;
  }
}
