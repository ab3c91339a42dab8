package com.leadignite.guard.limit;

import io.netty.channel.EventLoop;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Response;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs scripts in Redis without blocking. Each event loop has one connection of its own on which
 * all its calls travel in a pipeline (on machines with many cores a few share one): a connection
 * borrowed from a pool per call costs about as much again as the call. Redis being away is noticed
 * once and then costs a request nothing until a probe in the background finds it back; nothing has
 * to be restarted.
 */
@Singleton
public final class RedisScripts {

  private final Redis redis;
  private final Vertx vertx;
  private final RedisConfig config;
  private final Map<EventLoop, EventLoopConnection> byEventLoop = new ConcurrentHashMap<>();
  private final List<EventLoopConnection> open = new ArrayList<>();

  RedisScripts(Redis redis, Vertx vertx, RedisConfig config) {
    this.redis = redis;
    this.vertx = vertx;
    this.config = config;
  }

  /**
   * Runs a script.
   *
   * @param keys its {@code KEYS}, all in one slot
   * @param arguments its {@code ARGV}
   * @return the answer, on the caller's Vert.x context; fails with {@link RedisUnavailable}
   */
  public Future<Response> run(RedisScript script, List<String> keys, List<String> arguments) {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    Promise<Response> answer = context.promise();
    byEventLoop
        .computeIfAbsent(context.nettyEventLoop(), this::connectionFor)
        .send(new RedisCall(script, keys, arguments, answer));
    return answer.future();
  }

  private synchronized EventLoopConnection connectionFor(EventLoop eventLoop) {
    if (open.size() >= config.connections()) {
      return open.get(byEventLoop.size() % open.size());
    }
    ContextInternal context = ((VertxInternal) vertx).createEventLoopContext(eventLoop, null, null);
    EventLoopConnection connection = new EventLoopConnection(redis, context, config);
    open.add(connection);
    return connection;
  }
}
