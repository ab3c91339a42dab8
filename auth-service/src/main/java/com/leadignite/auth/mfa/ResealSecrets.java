package com.leadignite.auth.mfa;

import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/** Seals secrets with the first encryption key while that is being changed, batch after batch. */
@Singleton
final class ResealSecrets {

  private static final Logger LOG = Logger.getLogger(ResealSecrets.class);
  private static final int BATCH = 200;

  private final Rows rows;
  private final FactorStore store;
  private final TotpSecrets secrets;

  ResealSecrets(Rows rows, FactorStore store, TotpSecrets secrets) {
    this.rows = rows;
    this.store = store;
    this.secrets = secrets;
  }

  /** Logs when nothing is left to do. */
  @Scheduled(
      every = "1m",
      delayed = "30s",
      identity = "reseal-second-factors",
      concurrentExecution = ConcurrentExecution.SKIP)
  Uni<Void> run() {
    return secrets.areChanging() ? all() : Uni.createFrom().voidItem();
  }

  private Uni<Void> all() {
    return rows.asService()
        .transaction(this::batch)
        .chain(count -> {
          if (count == BATCH) {
            return all();
          }
          LOG.info("all secrets of second factors are sealed with the first encryption key");
          return Uni.createFrom().voidItem();
        });
  }

  private Uni<Integer> batch(Transaction tx) {
    return store
        .sealedOtherwise(tx, secrets.currentHeader(), BATCH)
        .call(found -> reseal(tx, found))
        .map(List::size);
  }

  private Uni<Void> reseal(Transaction tx, List<FactorStore.Sealed> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(each -> {
          byte[] secret = secrets.open(each.secret().getBytes(), each.user(), each.factor());
          return store.reseal(tx, each, secrets.seal(secret, each.user(), each.factor()));
        })
        .collect()
        .last()
        .replaceWithVoid();
  }
}
