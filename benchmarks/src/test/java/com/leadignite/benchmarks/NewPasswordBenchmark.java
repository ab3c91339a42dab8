package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Measures what the worst of new passwords costs auth-service, compared with an ordinary one. */
public final class NewPasswordBenchmark {

  private static final int ROUNDS = Integer.getInteger("bench.rounds", 40);

  private NewPasswordBenchmark() {}

  /** Runs all of it; settings are system properties, see README.md. */
  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("lead-ignite-bench");
    Verdicts verdicts = new Verdicts();
    NewPasswordMeasurement measurement = new NewPasswordMeasurement(ROUNDS, verdicts);
    try (Stack stack = Stack.start(LocalStack.options(data))) {
      measurement.run("JVM", stack.url(Service.AUTH), stack.process(Service.AUTH.shortName()));
      Optional<Program> executable = Program.executable(LocalStack.project(), Service.AUTH);
      if (executable.isPresent()) {
        runNative(executable.get(), stack, data, measurement);
      }
    } finally {
      LocalStack.delete(data);
    }
    System.out.println(Machine.describe());
    System.out.println();
    System.out.println(measurement.table());
    System.out.println(verdicts);
  }

  private static void runNative(
      Program executable, Stack stack, Path data, NewPasswordMeasurement measurement)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectory(data.resolve("measured"));
    ServiceSettings settings = ServiceSettings.of(data, Service.AUTH).withoutOwner();
    try (RunningService service = RunningService.prepare(executable, settings, folder)) {
      StartTime.of(service, GuardedRead.of(Service.AUTH, stack));
      measurement.run("native", service.url(), service.process());
    }
  }
}
