package com.leadignite.benchmarks;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A fixed number of askers, each of which asks again as soon as it has its answer. All run on one
 * event loop, so that the generator takes one core at most and what it counts needs no lock.
 */
final class ClosedLoop {

  private final Context context;
  private final int askers;
  private Latencies latencies = new Latencies();
  private long failures;
  private String firstFailure = "";
  private long end;
  private long unasked;
  private int running;

  ClosedLoop(Vertx vertx, int askers) {
    this.context = vertx.getOrCreateContext();
    this.askers = askers;
  }

  /** What came of one run. */
  record Result(Latencies latencies, long failures, String firstFailure, Duration wall) {}

  /**
   * Asks for a while and waits for the last answers.
   *
   * @param question asks once; true if the answer is the right one
   */
  Result run(Span span, Supplier<Future<Boolean>> question) {
    CompletableFuture<Result> done = new CompletableFuture<>();
    context.runOnContext(ignored -> {
      latencies = new Latencies();
      failures = 0;
      firstFailure = "";
      running = askers;
      long start = System.nanoTime();
      end = start + span.duration().toNanos();
      unasked = span.requests();
      for (int i = 0; i < askers; i++) {
        ask(question, start, done);
      }
    });
    return done.join();
  }

  private void ask(Supplier<Future<Boolean>> question, long start, CompletableFuture<Result> done) {
    long asked = System.nanoTime();
    if (asked >= end || unasked == 0) {
      if (--running == 0) {
        done.complete(
            new Result(latencies, failures, firstFailure, Duration.ofNanos(asked - start)));
      }
      return;
    }
    unasked--;
    question
        .get()
        .onComplete(answer -> {
          if (answer.succeeded() && answer.result()) {
            latencies.add(System.nanoTime() - asked);
          } else if (failures++ == 0) {
            firstFailure = describe(answer);
          }
          ask(question, start, done);
        });
  }

  private static String describe(AsyncResult<Boolean> answer) {
    return answer.failed() ? String.valueOf(answer.cause()) : "another answer than expected";
  }
}
