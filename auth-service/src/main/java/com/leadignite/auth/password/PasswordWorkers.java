package com.leadignite.auth.password;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The threads that hash passwords: one per processor and a bounded queue, so that neither the event
 * loop nor the memory can be taken by sign-ins.
 */
@Singleton
public final class PasswordWorkers {

  private static final String RETRY_AFTER_SECONDS = "2";

  private final ThreadPoolExecutor threads;

  PasswordWorkers(PasswordConfig config) {
    int count = config.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queue()),
            Thread.ofPlatform().name("password-", 0).daemon().factory());
  }

  /**
   * Runs the work on a thread of the pool and goes on where it was asked from. Fails with
   * unavailable, 503, where the queue is full.
   */
  public <T> Uni<T> run(Supplier<T> work) {
    Uni<T> onPool =
        Uni.createFrom()
            .item(work)
            .runSubscriptionOn(threads)
            .onFailure(RejectedExecutionException.class)
            .transform(PasswordWorkers::tooBusy);
    Context context = Vertx.currentContext();
    return context == null
        ? onPool
        : onPool.emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  private static Problem tooBusy(Throwable rejected) {
    return new Problem(
            CommonProblem.UNAVAILABLE, "Too many people are signing in. Try again shortly.")
        .header("Retry-After", RETRY_AFTER_SECONDS);
  }

  /** Hashes that wait for a thread. */
  int waiting() {
    return threads.getQueue().size();
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }
}
