package com.leadignite.leads.intake;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;

/** Forgets reports after 30 days: nobody sends one again for so long. */
@Singleton
final class PurgeIntake {

  private final IntakeStore store;

  PurgeIntake(IntakeStore store) {
    this.store = store;
  }

  @Scheduled(
      identity = "purge-intake",
      every = "1h",
      delayed = "7m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return store.purge().replaceWithVoid();
  }
}
