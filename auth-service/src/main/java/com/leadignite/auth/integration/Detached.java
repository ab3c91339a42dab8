package com.leadignite.auth.integration;

import com.leadignite.guard.vertx.Contexts;
import io.quarkus.runtime.ShutdownEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Runs work to its end, whatever becomes of the request that waits for it: a client that hangs up
 * cancels its request, and would cancel a refresh between the provider's answer and the commit.
 */
@Singleton
final class Detached {

  /** A token request's time and a commit. */
  private static final Duration LAST = Duration.ofSeconds(25);

  private final Vertx vertx;
  private final Context context;
  private final Map<Long, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
  private final AtomicLong last = new AtomicLong();

  Detached(Vertx vertx) {
    this.vertx = vertx;
    this.context = Contexts.onEventLoop(vertx);
  }

  /** Of what nobody waits for any more, the service does. */
  void stop(@Observes ShutdownEvent shutdown) {
    CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new))
        .completeOnTimeout(null, LAST.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** Begins when subscribed to, on a context of its own; the caller goes on where it was. */
  <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .completionStage(() -> {
          Promise<T> done = Contexts.promise(vertx);
          CompletableFuture<Boolean> ended = new CompletableFuture<>();
          Long id = last.incrementAndGet();
          running.put(id, ended);
          done.future()
              .onComplete(result -> {
                running.remove(id);
                ended.complete(true);
              });
          context.runOnContext(x ->
              Uni.createFrom()
                  .<T>deferred(work::get)
                  .subscribe()
                  .with(done::tryComplete, done::tryFail));
          return done.future().toCompletionStage();
        });
  }
}
