package com.leadignite.benchmarks;

import com.leadignite.embedded.Ports;
import com.leadignite.leads.lead.UnguardedLeadResource;
import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Compares one guarded read with the same read with less and less around it. */
public final class Benchmark {

  private static final int CONNECTIONS = Integer.getInteger("bench.connections", 32);
  private static final Duration WARM_UP =
      Duration.ofSeconds(Integer.getInteger("bench.warmup", 10));
  private static final Duration DURATION =
      Duration.ofSeconds(Integer.getInteger("bench.seconds", 15));
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int POOL_SIZE = 16;
  private static final double TARGET = 2.0;
  private static final double CREDENTIAL_TARGET = 1.2;

  private Benchmark() {}

  /** Runs all of it; settings are system properties, see README.md. */
  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("lead-ignite-bench");
    Vertx vertx = Vertx.vertx();
    try (Stack stack = Stack.start(LocalStack.options(data))) {
      run(stack, data, vertx);
    } finally {
      await(vertx.close());
      LocalStack.delete(data);
    }
  }

  private static void run(Stack stack, Path data, Vertx vertx) throws Exception {
    SampleLead lead = SampleLead.create(stack.url());
    ServiceSettings settings = ServiceSettings.of(data, Service.LEADS);
    try (BaselineService baseline = startBaseline(stack, data, settings, lead)) {
      Http http = new Http(vertx, CONNECTIONS);
      List<Contender> contenders = contenders(stack, baseline, lead, http, vertx, settings);
      Rounds rounds = new Rounds(vertx, CONNECTIONS, stack.process("postgres"));
      rounds.warmUp(contenders, Span.of(WARM_UP));
      report(rounds.run(contenders, Span.of(DURATION), ROUNDS));
    }
  }

  private static List<Contender> contenders(
      Stack stack,
      BaselineService baseline,
      SampleLead lead,
      Http http,
      Vertx vertx,
      ServiceSettings settings)
      throws Exception {
    URI guarded = stack.url(Service.LEADS).resolve("/leads/v1/leads/" + lead.id());
    Map<String, String> bearer = Map.of("authorization", "Bearer " + lead.token());
    Map<String, String> apiKey = Map.of("x-api-key", lead.apiKey(stack.url()));
    Map<String, String> partner =
        Map.of("authorization", "Bearer " + lead.partnerToken(stack.url()));
    URI transaction = baseline.url().resolve("/transaction/" + lead.id());
    URI bare = baseline.url().resolve("/bare/" + lead.id());
    Buffer row = await(http.get(guarded, bearer));
    for (URI other : List.of(transaction, bare)) {
      Buffer body = await(http.get(other, Map.of()));
      if (!body.equals(row)) {
        throw new IllegalStateException("not the same row: " + row + " and " + body);
      }
    }
    Pool pool = pool(vertx, settings, lead);
    Tuple key = Tuple.of(lead.tenantId(), lead.id(), false);
    return List.of(
        new Contender(
            "a",
            "leads-service: the whole guard, then the transaction",
            stack.process("leads"),
            http.question(guarded, bearer, row)),
        new Contender(
            "k",
            "as a, with an API key instead of a token",
            stack.process("leads"),
            http.question(guarded, apiKey, row)),
        new Contender(
            "o",
            "as a, with the token of an OAuth client",
            stack.process("leads"),
            http.question(guarded, partner, row)),
        new Contender(
            "b",
            "a service without the guard: the same transaction",
            baseline.process(),
            http.question(transaction, Map.of(), row)),
        new Contender(
            "c",
            "the same service: the statement alone",
            baseline.process(),
            http.question(bare, Map.of(), row)),
        new Contender(
            "d",
            "no service: the statement from the load generator",
            ProcessHandle.current(),
            () ->
                pool.preparedQuery(UnguardedLeadResource.STATEMENT)
                    .execute(key)
                    .map(found -> found.size() == 1)));
  }

  private static void report(Map<Contender, List<Sample>> samples) {
    System.out.println();
    System.out.println(Table.of(samples));
    List<List<Sample>> all = List.copyOf(samples.values());
    double ratio = Table.ratio(all.get(0), all.get(3));
    double apiKey = Table.ratio(all.get(1), all.get(0));
    double partner = Table.ratio(all.get(2), all.get(0));
    System.out.printf(
        "CPU of a service: a/b %.2f (target: at most %.1f), b/c %.2f, a/c %.2f%n",
        ratio, TARGET, Table.ratio(all.get(3), all.get(4)), Table.ratio(all.get(0), all.get(4)));
    System.out.printf(
        "k/a %.2f, o/a %.2f (target: at most %.1f)%n", apiKey, partner, CREDENTIAL_TARGET);
    boolean met = ratio <= TARGET && apiKey <= CREDENTIAL_TARGET && partner <= CREDENTIAL_TARGET;
    System.out.println(met ? "The targets are met." : "A target is missed.");
  }

  private static BaselineService startBaseline(
      Stack stack, Path data, ServiceSettings settings, SampleLead lead) throws Exception {
    Path file = data.resolve("run").resolve("baseline.properties");
    settings
        .only(name -> name.startsWith("quarkus.datasource.") && !name.contains(".owner."))
        .with("baseline.tenant-id", lead.tenantId().toString())
        .with("baseline.user-id", lead.userId().toString())
        .write(file);
    BaselineService baseline =
        BaselineService.start(javaOf(stack.process("leads")), Ports.free(), file);
    baseline.awaitReady();
    return baseline;
  }

  /** The command that a service runs with, up to its jar, so that all run alike. */
  private static List<String> javaOf(ProcessHandle service) {
    List<String> command = new ArrayList<>();
    command.add(service.info().command().orElseThrow());
    for (String argument : service.info().arguments().orElseThrow()) {
      if (argument.equals("-jar")) {
        break;
      }
      command.add(argument);
    }
    return command;
  }

  private static Pool pool(Vertx vertx, ServiceSettings settings, SampleLead lead) {
    PgConnectOptions options =
        PgConnectOptions.fromUri(settings.get("quarkus.datasource.reactive.url"))
            .setUser(settings.get("quarkus.datasource.username"))
            .setPassword(settings.get("quarkus.datasource.password"))
            .setCachePreparedStatements(true)
            .addProperty("app.tenant_id", lead.tenantId().toString())
            .addProperty("app.user_id", lead.userId().toString())
            .addProperty("app.role", "admin");
    return PgBuilder.pool()
        .with(new PoolOptions().setMaxSize(POOL_SIZE).setEventLoopSize(0))
        .connectingTo(options)
        .using(vertx)
        .build();
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
