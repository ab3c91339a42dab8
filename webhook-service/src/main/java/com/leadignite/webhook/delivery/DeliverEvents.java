package com.leadignite.webhook.delivery;

import com.leadignite.guard.relay.Rounds;
import com.leadignite.guard.relay.Rounds.Pauses;
import com.leadignite.webhook.endpoint.SigningKey;
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

/**
 * Tells endpoints of events, at least once each, across the death of this process at any point. Any
 * number of replicas do so side by side.
 */
@Singleton
@Startup
final class DeliverEvents {

  private static final int FEED = 100;
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);

  private final FeedStore feed;
  private final TakeStore take;
  private final Deliver deliver;
  private final DeliveryMetrics metrics;
  private final Dispatcher dispatcher;
  private final Rounds rounds;
  private final boolean enabled;

  @Inject
  DeliverEvents(
      FeedStore feed,
      TakeStore take,
      Deliver deliver,
      DeliveryMetrics metrics,
      DeliveryConfig config,
      SecureRandom random,
      Vertx vertx) {
    this.feed = feed;
    this.take = take;
    this.deliver = deliver;
    this.metrics = metrics;
    this.dispatcher = new Dispatcher(config.concurrency(), take::take, this::attempts, vertx);
    this.rounds =
        new Rounds(
            "endpoints were not told",
            new Pauses(() -> GATHER, config.round(), FIRST_PAUSE, LONGEST_PAUSE),
            this::round,
            () -> {},
            random,
            vertx);
    this.enabled = config.enabled();
    if (enabled) {
      rounds.start();
    }
  }

  void stop(@Observes ShutdownEvent shutdown) {
    rounds.stop(LAST_ROUND);
  }

  /** There is something to tell. */
  void wake() {
    if (enabled) {
      rounds.wake();
    }
  }

  /** Finds what is due and begins with it; answers whether more of what arrived waits. */
  Uni<Boolean> round() {
    return metrics
        .refresh()
        .chain(() -> feed.move(FEED))
        .call(() -> take.due().invoke(dispatcher::serve));
  }

  private List<Uni<Void>> attempts(List<Task> tasks) {
    if (tasks.isEmpty()) {
      return List.of();
    }
    Task first = tasks.getFirst();
    Uni<List<SigningKey>> keys =
        deliver
            .keys(new TakeStore.Destination(first.tenantId(), first.endpointId()))
            .memoize()
            .indefinitely();
    return tasks.stream().map(task -> keys.chain(found -> deliver.attempt(task, found))).toList();
  }
}
