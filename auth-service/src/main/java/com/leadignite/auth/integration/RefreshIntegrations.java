package com.leadignite.auth.integration;

import com.leadignite.auth.integration.DueStore.Due;
import com.leadignite.guard.relay.Rounds;
import com.leadignite.guard.relay.Rounds.Pauses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Refreshes tokens before they expire, each by one replica at a time, and tells providers of
 * connections that were deleted. Each provider has rounds of its own: one that hangs keeps no other
 * waiting, and is never asked for more connections at a time than a batch.
 */
@Singleton
final class RefreshIntegrations {

  private static final Duration GATHER = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /** A token request's time and a commit: what was begun is stored before the service stops. */
  private static final Duration LAST_ROUND = Duration.ofSeconds(25);

  private final RefreshOne refreshOne;
  private final IntegrationConfig config;
  private final SecureRandom random;
  private final Vertx vertx;
  private final Map<String, Rounds> ofProviders = new LinkedHashMap<>();

  /** Of providers that are not configured any more, and of those with API keys. */
  private final Rounds ofOthers;

  RefreshIntegrations(
      DueStore store,
      Providers providers,
      RefreshOne refreshOne,
      IntegrationConfig config,
      SecureRandom random,
      Vertx vertx) {
    this.refreshOne = refreshOne;
    this.config = config;
    this.random = random;
    this.vertx = vertx;
    List<String> names = providers.oauth().map(Provider::name).toList();
    names.forEach(name ->
        ofProviders.put(name, rounds(() -> store.take(name, config.batch(), config.lease()))));
    this.ofOthers = rounds(() -> store.takeOthers(names, config.batch(), config.lease()));
  }

  private Rounds rounds(Supplier<Uni<List<Due>>> take) {
    return new Rounds(
        "integrations were not refreshed",
        new Pauses(() -> GATHER, config.round(), FIRST_PAUSE, LONGEST_PAUSE),
        () -> round(take),
        () -> {},
        random,
        vertx);
  }

  void start(@Observes StartupEvent start) {
    ofProviders.values().forEach(Rounds::start);
    ofOthers.start();
  }

  void stop(@Observes ShutdownEvent shutdown) {
    CompletableFuture<?>[] last =
        ofProviders.values().stream().map(Rounds::stop).toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(ofOthers.stop(), CompletableFuture.allOf(last))
        .completeOnTimeout(null, LAST_ROUND.toMillis(), TimeUnit.MILLISECONDS)
        .join();
  }

  /** There is work at a provider: it is done soon. */
  void wake(String provider) {
    ofProviders.getOrDefault(provider, ofOthers).wake();
  }

  private Uni<Boolean> round(Supplier<Uni<List<Due>>> take) {
    return take.get()
        .chain(due ->
            due.isEmpty()
                ? Uni.createFrom().item(false)
                : all(due).replaceWith(due.size() == config.batch()));
  }

  /** All at once: the lease of one that waited for its turn would run meanwhile. */
  private Uni<Void> all(List<Due> due) {
    return Uni.join()
        .all(due.stream().map(refreshOne::run).toList())
        .andCollectFailures()
        .replaceWithVoid();
  }
}
