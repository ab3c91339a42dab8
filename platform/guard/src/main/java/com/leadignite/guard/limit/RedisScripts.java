package com.leadignite.guard.limit;

import com.leadignite.guard.vertx.Contexts;
import com.leadignite.guard.vertx.PerEventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Runs scripts in Redis without blocking. Each event loop has one connection of its own on which
 * all its calls travel in a pipeline (on machines with many cores a few share one): a connection
 * borrowed from a pool per call costs about as much again as the call. An unavailable Redis is
 * noticed once and then costs a request nothing until a probe in the background finds it back;
 * nothing has to be restarted.
 */
@Singleton
public final class RedisScripts {

  private final Vertx vertx;
  private final PerEventLoop<EventLoopConnection> connections;

  RedisScripts(Redis redis, Vertx vertx, RedisConfig config) {
    this.vertx = vertx;
    connections =
        new PerEventLoop<>(
            vertx,
            config.connections(),
            context -> new EventLoopConnection(redis, context, config));
  }

  /**
   * Runs a script.
   *
   * @param keys its {@code KEYS}, all in one slot
   * @param arguments its {@code ARGV}
   * @return the answer, on the caller's Vert.x context; fails with {@link RedisUnavailable}
   */
  public Future<Response> run(RedisScript script, List<String> keys, List<String> arguments) {
    Promise<Response> answer = Contexts.promise(vertx);
    connections.current().send(new RedisCall(script, keys, arguments, answer));
    return answer.future();
  }
}
