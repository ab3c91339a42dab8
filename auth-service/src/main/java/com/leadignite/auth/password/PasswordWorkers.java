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
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The threads that hash passwords: one per processor and a bounded queue, so that sign-ins take
 * neither the event loop nor the memory; of a low priority, so that whatever needs no hash goes
 * first. One address may have a quarter of the queue, so that it cannot shut everybody else out.
 * Work whose client has hung up is not done.
 */
@Singleton
public final class PasswordWorkers {

  private static final String RETRY_AFTER_SECONDS = "2";

  private final CurrentRequest request;
  private final ThreadPoolExecutor threads;
  private final int share;

  PasswordWorkers(PasswordConfig config, CurrentRequest request) {
    this.request = request;
    this.share = Math.max(1, config.queue() / 4);
    int count = config.threads().orElseGet(() -> Runtime.getRuntime().availableProcessors());
    threads =
        new ThreadPoolExecutor(
            count,
            count,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.queue()),
            behindAllOthers(Thread.ofPlatform().name("password-", 0).daemon().factory()),
            (rejected, pool) -> refuse(rejected));
  }

  /**
   * Hashes take all the processors if they may, and a request without one must not wait for them.
   */
  private static ThreadFactory behindAllOthers(ThreadFactory factory) {
    return work ->
        factory.newThread(() -> {
          ThreadPriority.lower();
          work.run();
        });
  }

  /** Work, and who waits for it where; at start nobody's network does. */
  private record Task<T>(
      Supplier<T> work,
      @Nullable String network,
      BooleanSupplier abandoned,
      UniEmitter<? super T> waiting)
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
   * unavailable, 503, if the queue or the address's share of it is full, or if the request's client
   * has hung up before its turn came.
   */
  public <T> Uni<T> run(Supplier<T> work) {
    Uni<T> onPool =
        Uni.createFrom()
            .emitter(
                waiting -> enqueue(new Task<>(work, network(), request.clientHasGone(), waiting)));
    Context context = Vertx.currentContext();
    return context == null
        ? onPool
        : onPool.emitOn(command -> context.runOnContext(ignored -> command.run()));
  }

  private @Nullable String network() {
    return request.info().map(info -> info.address().network()).orElse(null);
  }

  private synchronized void enqueue(Task<?> task) {
    if (threads.getQueue().remainingCapacity() == 0 || hasItsShare(task.network())) {
      dropAbandoned();
    }
    if (hasItsShare(task.network())) {
      refuse(task);
    } else {
      threads.execute(task);
    }
  }

  /**
   * Counted anew each time, which costs nothing compared with a hash, so that no count can go
   * wrong.
   */
  private boolean hasItsShare(@Nullable String network) {
    return network != null
        && threads.getQueue().stream()
                .filter(waiting -> network.equals(((Task<?>) waiting).network()))
                .count()
            >= share;
  }

  /** A client that fills the queue and hangs up must not keep others out. */
  private void dropAbandoned() {
    threads.getQueue().stream()
        .filter(task -> ((Task<?>) task).abandoned().getAsBoolean())
        .filter(threads::remove)
        .forEach(Runnable::run);
  }

  private static void refuse(Runnable task) {
    Problem tooBusy =
        new Problem(CommonProblem.UNAVAILABLE, "Too many people are signing in. Try again shortly.")
            .header("Retry-After", RETRY_AFTER_SECONDS);
    ((Task<?>) task).waiting().fail(tooBusy);
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
