package com.leadignite.leads.idempotency;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Forgets the answers under idempotency keys when their day is over. */
@Singleton
final class PurgeIdempotencyKeys {

  private final IdempotencyStore store;

  PurgeIdempotencyKeys(IdempotencyStore store) {
    this.store = store;
  }

  @Scheduled(
      identity = "purge-idempotency-keys",
      every = "1h",
      delayed = "5m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return store.purge().replaceWithVoid();
  }
}
