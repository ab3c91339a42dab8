package com.leadignite.benchmarks;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Asks at a steady pace, whether or not the answers keep up, and counts the time of each from when
 * it was due: an answer that keeps the next question waiting is not counted too well.
 */
final class PacedReads {

  private final Vertx vertx;
  private final Duration pace;

  PacedReads(Vertx vertx, Duration pace) {
    this.vertx = vertx;
    this.pace = pace;
  }

  /** Asks for a while and waits for the last answers; a wrong answer fails it. */
  Latencies run(Duration duration, Supplier<Future<Boolean>> question) {
    CompletableFuture<Latencies> done = new CompletableFuture<>();
    Context context = vertx.getOrCreateContext();
    context.runOnContext(
        ignored -> new Run(System.nanoTime(), duration.dividedBy(pace), question, done).start());
    return done.join();
  }

  private final class Run {

    private final long start;
    private final long questions;
    private final Supplier<Future<Boolean>> question;
    private final CompletableFuture<Latencies> done;
    private final Latencies latencies = new Latencies();
    private long asked;

    Run(
        long start,
        long questions,
        Supplier<Future<Boolean>> question,
        CompletableFuture<Latencies> done) {
      this.start = start;
      this.questions = questions;
      this.question = question;
      this.done = done;
    }

    void start() {
      vertx.setPeriodic(Math.max(1, pace.toMillis()), this::askAllThatAreDue);
    }

    private void askAllThatAreDue(long timer) {
      while (asked < questions && due(asked) <= System.nanoTime()) {
        ask(due(asked++));
      }
      if (asked == questions) {
        vertx.cancelTimer(timer);
      }
    }

    private long due(long index) {
      return start + index * pace.toNanos();
    }

    private void ask(long due) {
      question
          .get()
          .onFailure(done::completeExceptionally)
          .onSuccess(right -> {
            if (!right) {
              done.completeExceptionally(new IllegalStateException("another answer"));
              return;
            }
            latencies.add(System.nanoTime() - due);
            if (latencies.count() == questions) {
              done.complete(latencies);
            }
          });
    }
  }
}
