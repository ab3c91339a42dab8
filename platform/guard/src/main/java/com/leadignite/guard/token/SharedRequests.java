package com.leadignite.guard.token;

import com.leadignite.guard.vertx.Contexts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Requests to another service, of which those for the same thing at the same time share one answer;
 * nothing is cached beyond that.
 *
 * <p>While the service does not answer, one request in ten seconds waits for it and all others fail
 * at once. Otherwise every request that needs an answer would be held until its time-out.
 *
 * @param <T> what is answered
 */
public final class SharedRequests<T> {

  private static final long PAUSE_MILLIS = 10_000;
  private static final long AVAILABLE = Long.MIN_VALUE;

  private final Vertx vertx;
  private final Clock clock;
  private final Map<String, Future<T>> underWay = new ConcurrentHashMap<>();
  private final AtomicLong askAgainAt = new AtomicLong(AVAILABLE);

  /** Requests to one service. */
  public SharedRequests(Vertx vertx, Clock clock) {
    this.vertx = vertx;
    this.clock = clock;
  }

  /**
   * The answer to a request, on the caller's context.
   *
   * @param key what is asked for: one request at a time for each
   * @param request makes the request
   * @param read reads the answer; if it fails, the service did answer
   */
  public Uni<T> ask(String key, Supplier<Future<String>> request, Function<String, T> read) {
    return Uni.createFrom()
        .completionStage(() -> {
          // On the caller's context: what follows is theirs, their identity included.
          Promise<T> answer = Contexts.promise(vertx);
          askIfAvailable(key, request, read).onComplete(answer);
          return answer.future().toCompletionStage();
        });
  }

  private Future<T> askIfAvailable(
      String key, Supplier<Future<String>> request, Function<String, T> read) {
    long again = askAgainAt.get();
    if (again == AVAILABLE) {
      return askOnce(key, request, read);
    }
    long now = clock.millis();
    // Of those who find the pause over, one asks; the others do not wait for what it finds.
    return now < again || !askAgainAt.compareAndSet(again, now + PAUSE_MILLIS)
        ? Future.failedFuture("the service did not answer a moment ago")
        : askOnce(key, request, read);
  }

  private Future<T> askOnce(
      String key, Supplier<Future<String>> request, Function<String, T> read) {
    Promise<T> promise = Promise.promise();
    Future<T> asked = underWay.putIfAbsent(key, promise.future());
    if (asked != null) {
      return asked;
    }
    Future.<Void>succeededFuture()
        .compose(ignored -> request.get())
        .onComplete(answer ->
            askAgainAt.set(
                answer.succeeded() || answer.cause() instanceof UnexpectedStatus
                    ? AVAILABLE
                    : clock.millis() + PAUSE_MILLIS))
        .map(read)
        .onComplete(answer -> {
          underWay.remove(key);
          promise.handle(answer);
        });
    return promise.future();
  }
}
