package com.leadignite.auth.password;

import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The threads that hash passwords: one per processor and a bounded queue, so that sign-ins take
 * neither the event loop nor the memory. Work whose client has hung up is not done.
 */
@Singleton
public final class PasswordWorkers {

  private static final String RETRY_AFTER_SECONDS = "2";

  private final CurrentRequest request;
  private final ThreadPoolExecutor threads;

  PasswordWorkers(PasswordConfig config, CurrentRequest request) {
    this.request = request;
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

  /** Work and who waits for it. */
  private record Task<T>(Supplier<T> work, BooleanSupplier abandoned, UniEmitter<? super T> waiting)
      implements Runnable {

    @Override
    public void run() {
      if (abandoned.getAsBoolean()) {
        // For the callers, which undo what they counted; the client has gone.
        waiting.fail(new Problem(CommonProblem.UNAVAILABLE, "The client has hung up."));
        return;
      }
      try {
        waiting.complete(work.get());
      } catch (RuntimeException | Error e) {
        waiting.fail(e);
      }
    }
  }

  /**
   * Runs the work on a thread of the pool and continues on the caller's context. Fails with
   * unavailable, 503, if the queue is full, or if the request's client has hung up before its turn
   * came.
   */
  public <T> Uni<T> run(Supplier<T> work) {
    Uni<T> onPool =
        Uni.createFrom()
            .emitter(waiting -> enqueue(new Task<>(work, request.clientHasGone(), waiting)));
    Context context = Vertx.currentContext();
    return context == null
        ? onPool
        : onPool.emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  private void enqueue(Task<?> task) {
    try {
      if (threads.getQueue().remainingCapacity() == 0) {
        dropAbandoned();
      }
      threads.execute(task);
    } catch (RejectedExecutionException e) {
      task.waiting().fail(tooBusy(e));
    }
  }

  /** A client that fills the queue and hangs up must not keep others out. */
  private void dropAbandoned() {
    threads.getQueue().stream()
        .filter(task -> task instanceof Task<?> waiting && waiting.abandoned().getAsBoolean())
        .filter(threads::remove)
        .forEach(Runnable::run);
  }

  private static Problem tooBusy(Throwable rejected) {
    return new Problem(
            CommonProblem.UNAVAILABLE,
            "Too many people are signing in. Try again shortly.",
            rejected)
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
