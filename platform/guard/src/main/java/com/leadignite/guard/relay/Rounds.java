package com.leadignite.guard.relay;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works off a queue in rounds: one at a time, soon after it is woken, again at once while the queue
 * is long, and after a growing pause while rounds fail.
 *
 * <p>All state is touched on one event loop only.
 */
public final class Rounds {

  private static final Logger LOG = Logger.getLogger(Rounds.class);
  private static final long NO_TIMER = -1;

  private final String failed;
  private final Pauses pauses;
  private final Supplier<Uni<Boolean>> round;
  private final Runnable onFailure;
  private final SecureRandom random;
  private final Vertx vertx;
  private final Context loop;
  private final CompletableFuture<@Nullable Void> lastRound = new CompletableFuture<>();
  private long timer = NO_TIMER;
  private boolean running;
  private boolean woken;
  private boolean stopped;
  private int failures;

  /**
   * How long to wait before a round.
   *
   * @param gather after a wake, so that the work of many commits is done together
   * @param idle without being woken, for rows of a replica that died
   * @param first after a failed round; doubled on each further failure
   * @param longest the longest pause while rounds fail
   */
  public record Pauses(
      Supplier<Duration> gather, Duration idle, Duration first, Duration longest) {}

  /**
   * Rounds that have not begun.
   *
   * @param failed what a failed round means, for the log: "events were not delivered"
   * @param round does the work; answers whether there may be more of it
   * @param onFailure called after a failed round
   */
  public Rounds(
      String failed,
      Pauses pauses,
      Supplier<Uni<Boolean>> round,
      Runnable onFailure,
      SecureRandom random,
      Vertx vertx) {
    this.failed = failed;
    this.pauses = pauses;
    this.round = round;
    this.onFailure = onFailure;
    this.random = random;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
  }

  /** Begins. */
  public void start() {
    loop.runOnContext(x -> next(pauses.gather().get()));
  }

  /** There is work: callable from any thread, quickly and any number of times. */
  public void wake() {
    loop.runOnContext(x -> wakeOnLoop());
  }

  /**
   * Starts no more rounds, and lets a running one end: else its rows wait for their lease.
   *
   * @param limit how long to wait for it at most
   */
  public void stop(Duration limit) {
    stop().completeOnTimeout(null, limit.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  /** Starts no more rounds; what is answered completes once the running one has ended. */
  public CompletableFuture<@Nullable Void> stop() {
    loop.runOnContext(x -> {
      stopped = true;
      vertx.cancelTimer(timer);
      if (!running) {
        lastRound.complete(null);
      }
    });
    return lastRound.copy();
  }

  private void wakeOnLoop() {
    // While rounds fail the pause holds, however much work comes in.
    if (running || failures > 0) {
      woken = true;
    } else if (!woken) {
      woken = true;
      next(pauses.gather().get());
    }
  }

  private void next(Duration pause) {
    if (stopped) {
      lastRound.complete(null);
    } else {
      vertx.cancelTimer(timer);
      timer = vertx.setTimer(Math.max(1, pause.toMillis()), x -> loop.runOnContext(y -> begin()));
    }
  }

  private void begin() {
    if (stopped) {
      return;
    }
    running = true;
    woken = false;
    Uni.createFrom()
        .deferred(() -> round.get())
        .subscribe()
        .with(
            more -> loop.runOnContext(x -> ended(more)),
            failure -> loop.runOnContext(x -> ended(failure)));
  }

  private void ended(boolean more) {
    running = false;
    failures = 0;
    if (more) {
      next(Duration.ZERO);
    } else {
      next(woken ? pauses.gather().get() : jittered(pauses.idle()));
    }
  }

  private void ended(Throwable failure) {
    running = false;
    failures++;
    Duration pause = pause();
    LOG.warnf(
        "%s (failure %d in a row, next try in %d ms): %s",
        failed, failures, pause.toMillis(), failure);
    onFailure.run();
    next(pause);
  }

  private Duration pause() {
    long doubled = pauses.first().toMillis() << Math.min(failures - 1, 20);
    return jittered(Duration.ofMillis(Math.min(doubled, pauses.longest().toMillis())));
  }

  /** Between half and all of it, so that replicas do not return in step. */
  private Duration jittered(Duration pause) {
    long half = pause.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }
}
