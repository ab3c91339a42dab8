package com.leadignite.auth.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class DetachedTest {

  private static final Vertx VERTX = Vertx.vertx();

  private final Detached detached = new Detached(VERTX);

  @AfterAll
  static void close() {
    VERTX.close();
  }

  @Test
  void answersWhatTheWorkDoes() {
    Duration patience = Duration.ofMinutes(1);

    assertEquals(
        "done", detached.run(() -> Uni.createFrom().item("done")).await().atMost(patience));
    assertThrows(
        IllegalStateException.class,
        () ->
            detached
                .run(() -> Uni.createFrom().failure(new IllegalStateException("failed")))
                .await()
                .atMost(patience));
  }

  /** As a client that hangs up after the provider was called, and before it answers. */
  @Test
  void goesOnWhenNobodyWaitsAnyMore() throws Exception {
    CompletableFuture<String> provider = new CompletableFuture<>();
    CompletableFuture<Boolean> called = new CompletableFuture<>();
    CompletableFuture<String> committed = new CompletableFuture<>();
    Cancellable request =
        detached
            .run(() -> {
              called.complete(true);
              return Uni.createFrom().completionStage(provider).invoke(committed::complete);
            })
            .subscribe()
            .with(answer -> {});
    called.get(1, TimeUnit.MINUTES);

    request.cancel();
    provider.complete("a new token");

    assertEquals("a new token", committed.get(1, TimeUnit.MINUTES));
  }
}
