package com.leadignite.benchmarks;

import com.leadignite.stack.Stack;
import com.leadignite.stack.StackOptions;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Measures signed webhooks that are stored, beside pgbench that stores the same rows. */
public final class WebhooksBenchmark {

  private static final Duration DURATION =
      Duration.ofSeconds(Integer.getInteger("bench.seconds", 10));
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 3);
  private static final int STORED = Integer.getInteger("bench.stored", 1_000_000);
  private static final List<Integer> CONNECTIONS =
      Arrays.stream(System.getProperty("bench.connections", "16,64,256").split(",", -1))
          .map(Integer::valueOf)
          .toList();

  private WebhooksBenchmark() {}

  /** Runs all of it; settings are system properties, see README.md. */
  public static void main(String[] arguments) throws Exception {
    Path data = Files.createTempDirectory("lead-ignite-bench");
    Vertx vertx = Vertx.vertx();
    StackOptions options = LocalStack.options(data);
    if (Boolean.getBoolean("stack.native")) {
      options = options.onNativeImages();
    }
    try (Stack stack = Stack.start(options)) {
      run(stack, vertx);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      LocalStack.delete(data);
    }
  }

  private static void run(Stack stack, Vertx vertx) throws Exception {
    SignedWebhooks webhooks = SignedWebhooks.create(stack);
    WebhookRows rows = new WebhookRows(stack.postgres());
    rows.prepare();
    List<String> lines = new ArrayList<>();
    for (int connections : CONNECTIONS) {
      WebhookMeasurement measurement =
          new WebhookMeasurement(stack, vertx, webhooks, rows, connections, DURATION);
      measurement.warmUp();
      lines.addAll(measurement.run(ROUNDS));
    }
    lines.addAll(withManyStored(stack, vertx, webhooks, rows));
    System.out.println();
    System.out.println(
        Machine.describe()
            + ", webhook-service: "
            + (Boolean.getBoolean("stack.native") ? "native" : "JVM"));
    System.out.println();
    lines.forEach(System.out::println);
  }

  private static List<String> withManyStored(
      Stack stack, Vertx vertx, SignedWebhooks webhooks, WebhookRows rows) throws Exception {
    if (STORED == 0) {
      return List.of();
    }
    WebhookMeasurement measurement =
        new WebhookMeasurement(stack, vertx, webhooks, rows, 64, DURATION);
    rows.empty();
    List<Double> empty = measurement.ingest(ROUNDS);
    rows.fill(STORED, webhooks.tenant(), webhooks.source());
    List<Double> full = measurement.ingest(ROUNDS);
    double ratio = Medians.of(empty, rate -> rate) / Medians.of(full, rate -> rate);
    return List.of(
        "",
        String.format(
            "With %,d webhooks stored at 64 connections: %.0f/s, with none %.0f/s: %.2f x slower"
                + " (target 1.2)",
            STORED, Medians.of(full, rate -> rate), Medians.of(empty, rate -> rate), ratio));
  }
}
