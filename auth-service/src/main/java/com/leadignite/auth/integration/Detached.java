package com.leadignite.auth.integration;

import com.leadignite.guard.vertx.Contexts;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.util.function.Supplier;

/**
 * Runs work to its end, whatever becomes of the request that waits for it: a client that hangs up
 * cancels its request, and would cancel a refresh between the provider's answer and the commit.
 */
@Singleton
final class Detached {

  private final Vertx vertx;
  private final Context context;

  Detached(Vertx vertx) {
    this.vertx = vertx;
    this.context = Contexts.onEventLoop(vertx);
  }

  /** Begins when subscribed to, on a context of its own; the caller goes on where it was. */
  <T> Uni<T> run(Supplier<Uni<T>> work) {
    return Uni.createFrom()
        .completionStage(() -> {
          Promise<T> done = Contexts.promise(vertx);
          context.runOnContext(x ->
              Uni.createFrom()
                  .<T>deferred(work::get)
                  .subscribe()
                  .with(done::tryComplete, done::tryFail));
          return done.future().toCompletionStage();
        });
  }
}
