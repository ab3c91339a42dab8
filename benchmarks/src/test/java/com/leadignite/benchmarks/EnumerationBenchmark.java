package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Measures whether the time of an answer tells who has an account (B18). */
public final class EnumerationBenchmark {

  private static final int ACCOUNTS = Integer.getInteger("bench.accounts", 100);

  private EnumerationBenchmark() {}

  /** Runs all of it; settings are system properties, see README.md. */
  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("lead-ignite-bench");
    Verdicts verdicts = new Verdicts();
    StringBuilder tables = new StringBuilder();
    try (Stack stack =
            Stack.start(
                AdminClient.admitted(LocalStack.options(data))
                    .with(Service.AUTH, "leadignite.auth.mail.autoconfirm", "false"));
        AdminClient admin = new AdminClient(stack.url())) {
      EnumerationMeasurement measurement = new EnumerationMeasurement(ACCOUNTS, admin, verdicts);
      Optional<Program> executable = Program.executable(LocalStack.project(), Service.AUTH);
      if (executable.isPresent()) {
        tables.append(runNative(executable.get(), stack, data, measurement));
      } else {
        tables.append(run("JVM", stack.url(Service.AUTH), measurement));
      }
    } finally {
      LocalStack.delete(data);
    }
    System.out.println(Machine.describe());
    System.out.println();
    System.out.println(tables);
    System.out.println(verdicts);
  }

  private static String run(String packaging, URI auth, EnumerationMeasurement measurement)
      throws IOException, InterruptedException {
    return packaging + "\n\n" + measurement.run(auth);
  }

  private static String runNative(
      Program executable, Stack stack, Path data, EnumerationMeasurement measurement)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectory(data.resolve("measured"));
    ServiceSettings settings = ServiceSettings.of(data, Service.AUTH).withoutOwner();
    try (RunningService service = RunningService.prepare(executable, settings, folder)) {
      StartTime.of(service, GuardedRead.of(Service.AUTH, stack));
      return run("native", service.url(), measurement);
    }
  }
}
