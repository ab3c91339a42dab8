package com.leadignite.webhook.inbox;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Stores webhooks that arrive at the same time in one transaction, and answers each after that has
 * committed. Nobody waits for others to come: a webhook leaves at once unless as many transactions
 * run as may, and then with all that have gathered when the next of them ends.
 *
 * <p>If PostgreSQL refuses one of them, each is stored by itself, so that it fails alone.
 */
@Singleton
final class GroupCommit {

  private static final Logger LOG = Logger.getLogger(GroupCommit.class);

  private final WebhookStore store;
  private final Gathering gathering;
  private final IngestMetrics metrics;

  @Inject
  GroupCommit(WebhookStore store, IngestConfig config, IngestMetrics metrics) {
    this.store = store;
    this.gathering = new Gathering(config);
    this.metrics = metrics;
    metrics.watch(gathering::size);
  }

  /**
   * Stores the webhook unless it was stored before, or fails with the problem that its sender gets:
   * 429 over its source's limit, 503 if it may not be stored now.
   *
   * @param event recorded if the webhook is new
   */
  Uni<Received> store(VerifiedWebhook webhook, AuditEvent event) {
    long begun = System.nanoTime();
    return Uni.createFrom()
        .<Received>emitter(sender -> join(new Arrival(webhook, event, sender)))
        .onItemOrFailure()
        .invoke((received, failure) -> metrics.stored(begun, received, failure));
  }

  private void join(Arrival arrival) {
    if (gathering.add(arrival)) {
      startNext();
    } else {
      arrival.fail(
          new Problem(CommonProblem.UNAVAILABLE, "Too many webhooks wait to be stored.")
              .header("Retry-After", "1"));
    }
  }

  private void startNext() {
    List<Arrival> batch = gathering.take();
    while (!batch.isEmpty()) {
      List<Arrival> taken = batch;
      taken.getFirst().onContext(() -> run(taken));
      batch = gathering.take();
    }
  }

  private void run(List<Arrival> batch) {
    metrics.batch(batch.size());
    store(batch)
        .onTermination()
        .invoke(() -> {
          gathering.ended();
          startNext();
        })
        .subscribe()
        .with(
            ignored -> {}, e -> LOG.errorf(e, "a transaction of webhooks ended in an unknown way"));
  }

  /** Stores them and answers their senders; never fails. */
  private Uni<Void> store(List<Arrival> batch) {
    return store
        .store(batch)
        .invoke(outcomes -> {
          for (int i = 0; i < batch.size(); i++) {
            batch.get(i).answer(outcomes.get(i));
          }
        })
        .replaceWithVoid()
        .onFailure()
        .recoverWithUni(failure -> without(batch, failure));
  }

  private Uni<Void> without(List<Arrival> batch, Throwable failure) {
    // A problem is about the database, or about how they arrived; anything else, about one of them.
    if (failure instanceof Problem || batch.size() == 1) {
      batch.forEach(arrival -> arrival.fail(failure));
      return Uni.createFrom().voidItem();
    }
    LOG.warnf(
        "%d webhooks are stored one by one, because of one of them: %s", batch.size(), failure);
    Uni<Void> all = Uni.createFrom().voidItem();
    for (Arrival arrival : batch) {
      all = all.chain(() -> store(List.of(arrival)));
    }
    return all;
  }
}
