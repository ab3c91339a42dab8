package com.leadignite.guard.relay;

import com.leadignite.guard.audit.Outbox;
import com.leadignite.guard.relay.AuditDelivery.RefusedEvents;
import com.leadignite.guard.relay.OutboxStore.Message;
import com.leadignite.guard.relay.Rounds.Pauses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events from the outbox to audit-service: at least once, even across the death of this
 * process at any point; oldest first, as far as one replica and no failures allow.
 */
@Singleton
@Startup
final class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);

  private final OutboxStore store;
  private final AuditDelivery delivery;
  private final OutboxConfig config;
  private final OutboxMetrics metrics;
  private final Rounds rounds;

  @Inject
  OutboxRelay(
      OutboxStore store,
      AuditDelivery delivery,
      Outbox outbox,
      OutboxConfig config,
      OutboxMetrics metrics,
      SecureRandom random,
      Vertx vertx) {
    this.store = store;
    this.delivery = delivery;
    this.config = config;
    this.metrics = metrics;
    this.rounds =
        new Rounds(
            "audit events were not delivered",
            new Pauses(config::gather, config.round(), config.firstPause(), config.longestPause()),
            this::round,
            metrics::failed,
            random,
            vertx);
    if (delivery.isConfigured()) {
      outbox.onCommit(rounds::wake);
      rounds.start();
    } else {
      LOG.warn("leadignite.audit.url is not set: audit events stay in the outbox");
    }
  }

  void stop(@Observes ShutdownEvent shutdown) {
    rounds.stop(config.lastDelivery());
  }

  private Uni<Boolean> round() {
    return metrics
        .refresh(store)
        .chain(() -> store.take(config.batch(), config.lease()))
        .chain(this::carry)
        .map(taken -> taken == config.batch());
  }

  /** Delivers a batch; answers its size. */
  private Uni<Integer> carry(List<Message> messages) {
    if (messages.isEmpty()) {
      return Uni.createFrom().item(0);
    }
    return sift(messages).onFailure().call(() -> giveBack(messages)).replaceWith(messages.size());
  }

  /**
   * Delivers all but the events that are refused. Of a batch that is refused, one event may be bad
   * or all of them together too large: halving it finds out which with few requests.
   */
  private Uni<Void> sift(List<Message> messages) {
    return send(messages)
        .onFailure(RefusedEvents.class)
        .recoverWithUni(refusal -> {
          if (messages.size() == 1) {
            return park(messages.getFirst(), refusal);
          }
          int half = messages.size() / 2;
          return sift(messages.subList(0, half))
              .chain(() -> sift(messages.subList(half, messages.size())));
        });
  }

  private Uni<Void> send(List<Message> messages) {
    return delivery
        .deliver(messages.stream().map(Message::event).toList())
        .chain(() -> store.remove(messages))
        .invoke(() -> metrics.delivered(messages));
  }

  private Uni<Void> park(Message message, Throwable refusal) {
    LOG.errorf(
        "audit-service refuses event %s (%s); it is parked in the outbox and needs a person",
        message.id(), refusal.getMessage());
    return store.park(message, String.valueOf(refusal.getMessage()));
  }

  private Uni<@Nullable Void> giveBack(List<Message> messages) {
    return store
        .giveBack(messages, Duration.ZERO)
        .onFailure()
        .invoke(e -> LOG.debugf(e, "the rows come back when their lease ends"))
        .onFailure()
        .recoverWithNull();
  }
}
