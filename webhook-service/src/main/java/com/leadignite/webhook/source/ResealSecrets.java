package com.leadignite.webhook.source;

import com.leadignite.webhook.source.SecretSealer.SecretId;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Seals secrets with the first key that are sealed with another, while several are configured. Says
 * how many are left, so that an operator knows when the old key can go. Any number of replicas may
 * do so at once.
 */
@Singleton
final class ResealSecrets {

  private static final Logger LOG = Logger.getLogger(ResealSecrets.class);
  private static final int BATCH = 200;
  private static final UUID ZERO = new UUID(0, 0);

  private final SealedSecretStore store;
  private final SecretSealer sealer;

  @Inject
  ResealSecrets(SealedSecretStore store, SecretSealer sealer) {
    this.store = store;
    this.sealer = sealer;
  }

  /** What a round did. */
  record Done(int sealed, int unreadable) {

    private Done and(Done more) {
      return new Done(sealed + more.sealed, unreadable + more.unreadable);
    }
  }

  @Scheduled(every = "10m", delayed = "1m", identity = "reseal-secrets")
  Uni<Void> onSchedule() {
    if (!sealer.isChangingKeys()) {
      return Uni.createFrom().voidItem();
    }
    return reseal()
        .invoke(done ->
            LOG.infof(
                "secrets sealed with the first key: %d; under a key that is not configured: %d",
                done.sealed(), done.unreadable()))
        .onFailure()
        .invoke(e -> LOG.warnf("secrets were not sealed again, next try in 10 min: %s", e))
        .onFailure()
        .recoverWithNull()
        .replaceWithVoid();
  }

  /** One round over all that are sealed otherwise. */
  Uni<Done> reseal() {
    return from(new SecretId(ZERO, ZERO, ZERO));
  }

  private Uni<Done> from(SecretId after) {
    return store
        .findSealedOtherwise(sealer.currentHeader(), after, BATCH)
        .chain(found -> {
          Uni<Done> done = resealAll(found);
          return found.size() < BATCH
              ? done
              : done.chain(these -> from(found.getLast().id()).map(these::and));
        });
  }

  private Uni<Done> resealAll(List<SealedSecret> found) {
    return Multi.createFrom()
        .iterable(found)
        .onItem()
        .transformToUniAndConcatenate(this::reseal)
        .collect()
        .in(() -> new Done[] {new Done(0, 0)}, (sum, one) -> sum[0] = sum[0].and(one))
        .map(sum -> sum[0]);
  }

  private Uni<Done> reseal(SealedSecret secret) {
    Optional<byte[]> sealed =
        sealer
            .openIfReadable(secret.id(), secret.sealed().getBytes())
            .map(opened -> sealer.seal(secret.id(), opened));
    return sealed
        .map(bytes -> store.replace(secret, bytes).map(isOurs -> new Done(isOurs ? 1 : 0, 0)))
        .orElseGet(() -> Uni.createFrom().item(new Done(0, 1)));
  }
}
