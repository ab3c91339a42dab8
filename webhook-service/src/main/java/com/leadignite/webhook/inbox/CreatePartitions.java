package com.leadignite.webhook.inbox;

import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Keeps partitions ahead of time. Any number of replicas may do so at once. */
@Singleton
final class CreatePartitions {

  private static final Logger LOG = Logger.getLogger(CreatePartitions.class);

  private final InboxStore store;
  private final InboxConfig config;

  @Inject
  CreatePartitions(InboxStore store, InboxConfig config) {
    this.store = store;
    this.config = config;
  }

  @Scheduled(every = "6h", delayed = "30s")
  Uni<Void> ahead() {
    return store
        .createPartitions(config.partitionMonthsAhead())
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
