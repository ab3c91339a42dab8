package com.leadignite.guard.startup;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.sqlclient.Pool;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while PostgreSQL answers, because hardly a route works without it. Redis is reported but
 * does not count: each route says what it does without Redis, and taking every pod out of service
 * would turn those answers into none. Liveness asks for neither: a restart mends no database.
 */
@Readiness
@Singleton
public final class DependenciesReady implements AsyncHealthCheck {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Pool pool;
  private final Redis redis;

  // The same type of client as everywhere: for each of the two that it has, Quarkus would open one.
  DependenciesReady(Pool pool, Redis redis) {
    this.pool = pool;
    this.redis = redis;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    Uni<Boolean> rows = answers(() -> pool.query("select 1").execute());
    Uni<Boolean> counters = answers(() -> redis.send(Request.cmd(Command.PING)));
    return Uni.combine()
        .all()
        .unis(rows, counters)
        .with((postgres, cache) ->
            HealthCheckResponse.named("dependencies")
                .status(postgres)
                .withData("postgresql", postgres ? "up" : "down")
                .withData("redis", cache ? "up" : "down")
                .build());
  }

  private static Uni<Boolean> answers(Supplier<Future<?>> question) {
    return Uni.createFrom()
        .completionStage(() -> question.get().toCompletionStage())
        .replaceWith(true)
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(false)
        .onFailure()
        .recoverWithItem(false);
  }
}
