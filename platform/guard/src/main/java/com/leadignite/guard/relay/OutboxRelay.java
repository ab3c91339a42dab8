package com.leadignite.guard.relay;

import com.leadignite.guard.audit.Outbox;
import com.leadignite.guard.relay.AuditDelivery.RefusedEvents;
import com.leadignite.guard.relay.OutboxStore.Message;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Delivers events from the outbox to audit-service: at least once, even across the death of this
 * process at any point; oldest first, as far as one replica and no failures allow.
 *
 * <p>All state is touched on one event loop only.
 */
@Singleton
@Startup
final class OutboxRelay {

  private static final Logger LOG = Logger.getLogger(OutboxRelay.class);
  private static final long NO_TIMER = -1;

  private final OutboxStore store;
  private final AuditDelivery delivery;
  private final OutboxConfig config;
  private final OutboxMetrics metrics;
  private final SecureRandom random;
  private final Vertx vertx;
  private final Context loop;
  private final CompletableFuture<@Nullable Void> lastRound = new CompletableFuture<>();
  private long timer = NO_TIMER;
  private boolean running;
  private boolean woken;
  private boolean stopped;
  private int failures;

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
    this.random = random;
    this.vertx = vertx;
    this.loop = vertx.getOrCreateContext();
    if (delivery.isConfigured()) {
      outbox.onCommit(() -> loop.runOnContext(x -> wake()));
      loop.runOnContext(x -> next(config.gather()));
    } else {
      LOG.warn("leadignite.audit.url is not set: audit events stay in the outbox");
    }
  }

  /** Starts no more rounds, and lets a running one end: else its rows wait for their lease. */
  void stop(@Observes ShutdownEvent shutdown) {
    loop.runOnContext(x -> {
      stopped = true;
      vertx.cancelTimer(timer);
      if (!running) {
        lastRound.complete(null);
      }
    });
    lastRound
        .completeOnTimeout(null, config.lastDelivery().toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  private void wake() {
    // While audit-service is down the pause holds, however many events come in.
    if (running || failures > 0) {
      woken = true;
    } else if (!woken) {
      woken = true;
      next(config.gather());
    }
  }

  private void next(Duration pause) {
    if (stopped) {
      lastRound.complete(null);
    } else {
      vertx.cancelTimer(timer);
      timer = vertx.setTimer(Math.max(1, pause.toMillis()), x -> loop.runOnContext(y -> round()));
    }
  }

  private void round() {
    if (stopped) {
      return;
    }
    running = true;
    woken = false;
    metrics
        .refresh(store)
        .chain(() -> store.take(config.batch(), config.lease()))
        .chain(this::carry)
        .subscribe()
        .with(
            taken -> loop.runOnContext(x -> rounded(taken)),
            failure -> loop.runOnContext(x -> failed(failure)));
  }

  private void rounded(int taken) {
    running = false;
    failures = 0;
    if (taken == config.batch()) {
      next(Duration.ZERO);
    } else {
      next(woken ? config.gather() : jittered(config.round()));
    }
  }

  private void failed(Throwable failure) {
    running = false;
    failures++;
    Duration pause = pause();
    LOG.warnf(
        "audit events were not delivered (failure %d in a row, next try in %d ms): %s",
        failures, pause.toMillis(), failure);
    metrics.failed();
    next(pause);
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

  private Duration pause() {
    long doubled = config.firstPause().toMillis() << Math.min(failures - 1, 20);
    return jittered(Duration.ofMillis(Math.min(doubled, config.longestPause().toMillis())));
  }

  /** Between half and all of it, so that replicas do not return in step. */
  private Duration jittered(Duration pause) {
    long half = pause.toMillis() / 2;
    return Duration.ofMillis(half + random.nextLong(half + 1));
  }
}
