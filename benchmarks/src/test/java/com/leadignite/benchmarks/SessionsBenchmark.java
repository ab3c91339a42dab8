package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Measures sign-ins, what they do to everybody else, and refreshes. */
public final class SessionsBenchmark {

  private static final Duration DURATION =
      Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 5);
  private static final int CONNECTIONS = Integer.getInteger("bench.connections", 16);

  private SessionsBenchmark() {}

  /** Runs all of it; settings are system properties, see README.md. */
  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("lead-ignite-bench");
    Vertx vertx = Vertx.vertx();
    try (Stack stack = Stack.start(LocalStack.options(data))) {
      Optional<Program> executable = Program.executable(LocalStack.project(), Service.AUTH);
      Program program =
          executable.isPresent()
              ? executable.get()
              : Program.jar(
                  LocalStack.project(), Service.AUTH, stack.process(Service.AUTH.shortName()));
      run(program, stack, data, vertx);
    } finally {
      await(vertx.close());
      LocalStack.delete(data);
    }
  }

  private static void run(Program program, Stack stack, Path data, Vertx vertx) throws Exception {
    ServiceSettings settings = ServiceSettings.of(data, Service.AUTH).withoutOwner();
    Path folder = Files.createDirectory(data.resolve("measured"));
    GuardedRead guarded = GuardedRead.of(Service.AUTH, stack);
    try (RunningService service = RunningService.prepare(program, settings, folder)) {
      StartTime.of(service, guarded);
      Verdicts verdicts = new Verdicts();
      String saturation =
          new SaturationMeasurement(vertx, DURATION, ROUNDS, CONNECTIONS, service)
              .run(
                  SignInAccounts.create(stack.url(), CONNECTIONS),
                  read(guarded, service, vertx),
                  verdicts);
      String refreshes = refreshes(stack, service, settings, vertx);
      System.out.println();
      System.out.println(Machine.describe() + ", auth-service: " + program.packaging().label());
      System.out.println();
      System.out.println(saturation);
      System.out.println(refreshes);
      System.out.println(verdicts);
    }
  }

  private static Supplier<Future<Boolean>> read(
      GuardedRead guarded, RunningService service, Vertx vertx) throws Exception {
    Http http = new Http(vertx, CONNECTIONS);
    Map<String, String> bearer = Map.of("authorization", guarded.bearer());
    URI user = service.url().resolve(guarded.path());
    Buffer answer = await(http.get(user, bearer));
    return http.question(user, bearer, answer);
  }

  private static String refreshes(
      Stack stack, RunningService service, ServiceSettings settings, Vertx vertx) throws Exception {
    Pool pool = Refreshes.pool(vertx, settings);
    List<Contender> contenders =
        List.of(
            new Contender(
                "refresh",
                "at auth-service",
                service.process(),
                Refreshes.create(stack.url(), CONNECTIONS)
                    .atService(new Http(vertx, CONNECTIONS), service.url())),
            new Contender(
                "bare",
                "the same statements from the load generator",
                ProcessHandle.current(),
                Refreshes.create(stack.url(), CONNECTIONS).byStatements(pool)));
    Rounds rounds = new Rounds(vertx, CONNECTIONS, stack.process("postgres"));
    rounds.warmUp(contenders, Span.of(DURATION));
    return Table.of(rounds.run(contenders, Span.of(DURATION), ROUNDS));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
