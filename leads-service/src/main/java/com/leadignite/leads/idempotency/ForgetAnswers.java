package com.leadignite.leads.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Forgets the answers under idempotency keys when their day is over. */
@Singleton
final class ForgetAnswers {

  private final IdempotencyStore store;

  ForgetAnswers(IdempotencyStore store) {
    this.store = store;
  }

  @Scheduled(
      identity = "forget-idempotent-answers",
      every = "1h",
      delayed = "5m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return store.cleanUp().replaceWithVoid();
  }
}
