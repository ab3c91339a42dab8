package com.leadignite.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Measures one service, its executable and its jar in turns. */
final class ServiceMeasurement {

  private static final Duration SETTLE = Duration.ofSeconds(5);

  private final NativeOptions options;
  private final Vertx vertx;
  private final ProcessHandle database;
  private final Path folder;
  private final ServiceSettings settings;
  private final GuardedRead read;
  private final Findings findings;

  ServiceMeasurement(
      NativeOptions options,
      Vertx vertx,
      ProcessHandle database,
      Path folder,
      ServiceSettings settings,
      GuardedRead read,
      Findings findings) {
    this.options = options;
    this.vertx = vertx;
    this.database = database;
    this.folder = folder;
    this.settings = settings;
    this.read = read;
    this.findings = findings;
  }

  /** Starts each program over and over, and records medians. */
  void starts(Program program) throws Exception {
    findings.add(program, Figure.SIZE, program.bytes() / 1024.0 / 1024.0);
    int times = options.starts(program.packaging());
    List<StartTime> plain = new ArrayList<>();
    List<StartTime> migrating = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      plain.add(start(program, settings.withoutOwner()));
      migrating.add(start(program, settings));
    }
    findings.add(program, Figure.START, medianMillis(plain, StartTime::ready));
    findings.add(program, Figure.START_MIGRATING, medianMillis(migrating, StartTime::ready));
    findings.add(program, Figure.FIRST_READ, medianMillis(plain, StartTime::firstRead));
    System.out.printf(
        "%s: ready after %.0f ms, %.0f ms where migrations are asked after (medians of %d starts)%n",
        program,
        medianMillis(plain, StartTime::ready),
        medianMillis(migrating, StartTime::ready),
        times);
  }

  private StartTime start(Program program, ServiceSettings with) throws Exception {
    try (RunningService service = RunningService.prepare(program, with, folder)) {
      return StartTime.of(service, read);
    }
  }

  private static double medianMillis(List<StartTime> times, Function<StartTime, Duration> which) {
    return Medians.of(times, time -> which.apply(time).toNanos() / 1e6);
  }

  /** A running one, ready. */
  RunningService running(Program program, ServiceSettings with) throws Exception {
    RunningService service = RunningService.prepare(program, with, folder);
    try {
      StartTime.of(service, read);
      return service;
    } catch (IOException | InterruptedException | RuntimeException e) {
      service.close();
      throw e;
    }
  }

  ServiceSettings settings() {
    return settings;
  }

  GuardedRead read() {
    return read;
  }

  /** Records memory before and after load, and what the load was answered with. */
  void load(List<RunningService> services) throws Exception {
    Thread.sleep(SETTLE);
    memory(services, Figure.IDLE);
    Rounds rounds = new Rounds(vertx, options.connections(), database);
    List<Contender> contenders = contenders(services);
    System.out.printf("%,d reads of each, then as many in turns%n", options.requests());
    rounds.warmUp(contenders, Span.of(options.requests()));
    memory(services, Figure.LOADED);
    Map<Contender, List<Sample>> samples =
        rounds.run(contenders, Span.of(options.requests() / options.turns()), options.turns());
    memory(services, Figure.LOADED_AGAIN);
    for (int i = 0; i < services.size(); i++) {
      List<Sample> own = samples.get(contenders.get(i));
      findings.add(services.get(i).program(), Figure.RATE, Medians.of(own, Sample::perSecond));
      findings.add(services.get(i).program(), Figure.CPU, Medians.of(own, Sample::cpuMicros));
      findings.growth(services.get(i).program());
    }
  }

  private void memory(List<RunningService> services, Figure figure) throws IOException {
    for (RunningService service : services) {
      double megabytes = ProcessMemory.residentMegabytes(service.process());
      findings.add(service.program(), figure, megabytes);
      System.out.printf("%s: %s %.1f%n", service.program(), figure.label(), megabytes);
    }
  }

  /** The guarded read at each, whose answers say the same. */
  List<Contender> contenders(List<RunningService> services) throws Exception {
    return contenders(services, List.of(read.reader().token()));
  }

  /** The same, with each of the tokens in its turn. */
  List<Contender> contenders(List<RunningService> services, List<String> tokens) throws Exception {
    Http http = new Http(vertx, options.connections());
    List<Map<String, String>> bearers =
        tokens.stream().map(token -> Map.of("authorization", "Bearer " + token)).toList();
    List<Contender> contenders = new ArrayList<>();
    Object first = null;
    for (RunningService service : services) {
      Buffer answer = await(http.get(at(service), bearers.getFirst()));
      // Members of an object may stand in another order in another process.
      Object said = Json.decodeValue(answer);
      if (first != null && !said.equals(first)) {
        throw new IllegalStateException("not the same answer: " + first + " and " + said);
      }
      first = said;
      contenders.add(
          new Contender(
              service.program().packaging().label(),
              service.toString(),
              service.process(),
              http.question(at(service), bearers, answer)));
    }
    return contenders;
  }

  private URI at(RunningService service) {
    return service.url().resolve(read.path());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
