package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import com.leadignite.stack.StackOptions;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Compares the services' native executables with their jars. */
public final class NativeBenchmark {

  private final NativeOptions options;
  private final Vertx vertx;
  private final Stack stack;
  private final Path data;
  private final Path folder;
  private final Findings findings = new Findings();
  private final Verdicts verdicts = new Verdicts();
  private final List<String> tables = new ArrayList<>();

  private NativeBenchmark(NativeOptions options, Vertx vertx, Stack stack, Path data)
      throws IOException {
    this.options = options;
    this.vertx = vertx;
    this.stack = stack;
    this.data = data;
    this.folder = Files.createDirectory(data.resolve("measured"));
  }

  /** Runs all of it; settings are system properties, see README.md. */
  public static void main(String[] arguments) throws Exception {
    NativeOptions options = NativeOptions.ofThisJvm();
    for (Service service : options.services()) {
      if (Program.executable(LocalStack.project(), service).isEmpty()) {
        System.err.println(
            service.module()
                + " has no native executable in its target folder: run ./mvnw package -Dnative.");
        System.exit(1);
      }
    }
    System.out.println(Machine.describe());
    Path data = Files.createTempDirectory("lead-ignite-bench");
    Vertx vertx = Vertx.vertx();
    StackOptions platform = LocalStack.options(data).telling(NativeBenchmark::tell);
    try (Stack stack = Stack.start(platform)) {
      new NativeBenchmark(options, vertx, stack, data).run();
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
      LocalStack.delete(data);
    }
  }

  private static void tell(String line) {
    System.out.println(line);
  }

  private void run() throws Exception {
    for (Service service : options.services()) {
      System.out.printf("%n%s%n", service.module());
      measure(service);
    }
    findings.judge(verdicts);
    System.out.println();
    System.out.println(Machine.describe());
    System.out.println();
    System.out.println(findings.table());
    tables.forEach(System.out::println);
    System.out.println(verdicts);
  }

  private void measure(Service service) throws Exception {
    ServiceMeasurement measurement =
        new ServiceMeasurement(
            options,
            vertx,
            stack.process("postgres"),
            folder,
            ServiceSettings.of(data, service),
            GuardedRead.of(service, stack),
            findings);
    List<RunningService> services = new ArrayList<>();
    try {
      for (Program program : programs(service)) {
        measurement.starts(program);
      }
      for (Program program : programs(service)) {
        services.add(measurement.running(program, measurement.settings().withoutOwner()));
      }
      measurement.load(services);
      more(service, measurement, services);
    } finally {
      services.forEach(RunningService::close);
    }
  }

  private List<Program> programs(Service service) throws IOException {
    return List.of(
        Program.executable(LocalStack.project(), service).orElseThrow(),
        Program.jar(LocalStack.project(), service, stack.process(service.shortName())));
  }

  private void more(Service service, ServiceMeasurement measurement, List<RunningService> services)
      throws Exception {
    ProcessHandle database = stack.process("postgres");
    if (options.lists()) {
      try (SampleLists lists = SampleLists.create(stack)) {
        tables.add(
            new ListMeasurement(options, vertx, database)
                .run(services, lists.of(service), verdicts));
      }
    }
    if (service == Service.AUTH && options.signIns()) {
      SignInAccounts accounts = SignInAccounts.create(stack.url(), options.signInConnections());
      tables.add(new SignInMeasurement(options, vertx, database).run(services, accounts));
      tables.add(new PasswordMeasurement(options, vertx).run(services, accounts, verdicts));
    }
    if (service == Service.LEADS && options.tokens()) {
      Rounds rounds = new Rounds(vertx, options.connections(), database);
      tables.add(
          new TokenMeasurement(measurement, options, rounds, stack.url()).run(services, verdicts));
    }
  }
}
