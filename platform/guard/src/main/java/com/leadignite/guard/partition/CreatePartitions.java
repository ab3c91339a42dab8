package com.leadignite.guard.partition;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.OptionalInt;
import org.jboss.logging.Logger;

/** Creates partitions ahead of time. Any number of replicas may do so at once. */
@Singleton
final class CreatePartitions {

  private static final Logger LOG = Logger.getLogger(CreatePartitions.class);

  private final PartitionStore store;
  private final OptionalInt monthsAhead;

  CreatePartitions(PartitionStore store, PartitionConfig config) {
    this.store = store;
    this.monthsAhead = config.monthsAhead();
  }

  @Scheduled(every = "6h", delayed = "30s")
  Uni<Void> ahead() {
    return monthsAhead.isEmpty() ? Uni.createFrom().voidItem() : create(monthsAhead.getAsInt());
  }

  private Uni<Void> create(int months) {
    return store
        .create(months)
        .invoke(missing -> {
          if (missing > 0) {
            LOG.errorf(
                "%d partitions cannot be created: their rows are in the default one", missing);
          }
        })
        .onFailure()
        .invoke(e -> LOG.warnf("partitions were not created, next try in 6 h: %s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }
}
