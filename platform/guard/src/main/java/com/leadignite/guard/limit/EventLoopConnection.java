package com.leadignite.guard.limit;

import com.leadignite.guard.vertx.EventLoopContext;
import com.leadignite.guard.vertx.RedisConnections;
import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One event loop's connection to Redis. Everything but {@link #send} runs on that loop. */
final class EventLoopConnection {

  private static final Logger LOG = Logger.getLogger(EventLoopConnection.class);

  private final Redis redis;
  private final EventLoopContext context;
  private final long timeoutMillis;
  private final long retryMillis;
  private final ArrayDeque<RedisCall> waiting = new ArrayDeque<>();
  private @Nullable Future<RedisConnection> connection;
  private int generation;
  private boolean down;
  private boolean watching;

  EventLoopConnection(Redis redis, EventLoopContext context, RedisConfig config) {
    this.redis = redis;
    this.context = context;
    this.timeoutMillis = config.timeout().toMillis();
    this.retryMillis = config.retryAfter().toMillis();
  }

  /**
   * Always on the context of its event loop: a connection must not keep the first caller's context
   * (B8).
   */
  void send(RedisCall call) {
    context.run(call, this::sendOnLoop);
  }

  private void sendOnLoop(RedisCall call) {
    if (down) {
      call.fail(new RedisUnavailable("Redis is unavailable", null));
      return;
    }
    waiting.add(call);
    watch();
    connect()
        .compose(open -> open.send(call.byDigest()).recover(e -> sendWhole(open, call, e)))
        .onSuccess(call::succeed)
        .onFailure(e -> {
          call.fail(e);
          giveUp(e);
        })
        .onComplete(done -> forgetDone());
  }

  /** Redis lost its scripts, by a restart or a SCRIPT FLUSH: this call sends the script again. */
  private static Future<Response> sendWhole(RedisConnection open, RedisCall call, Throwable e) {
    return RedisConnections.isUnknownScript(e) ? open.send(call.byText()) : Future.failedFuture(e);
  }

  private Future<RedisConnection> connect() {
    if (connection != null) {
      return connection;
    }
    int opened = ++generation;
    Future<RedisConnection> opening = redis.connect();
    connection = opening;
    opening.onSuccess(open -> {
      open.exceptionHandler(e -> LOG.debug("Redis connection failed", e));
      open.endHandler(ended -> {
        if (generation == opened) {
          connection = null;
        }
      });
    });
    return opening;
  }

  /**
   * One timer per connection rather than one per call, which would cost more than the call's
   * encoding.
   */
  private void watch() {
    if (!watching) {
      watching = true;
      context.setTimer(
          timeoutMillis,
          fired -> {
            watching = false;
            RedisCall oldest = waiting.peek();
            if (oldest == null) {
              return;
            }
            if (System.nanoTime() - oldest.since >= timeoutMillis * 1_000_000) {
              giveUp(new RedisUnavailable("Redis did not answer in time", null));
            } else {
              watch();
            }
          });
    }
  }

  private void forgetDone() {
    while (!waiting.isEmpty() && waiting.peek().isDone()) {
      waiting.remove();
    }
  }

  private void giveUp(Throwable cause) {
    if (down) {
      return;
    }
    down = true;
    LOG.warnf("Redis is unavailable, limits use their declared fallback: %s", cause.getMessage());
    waiting.forEach(call -> call.fail(cause));
    waiting.clear();
    drop();
    context.setTimer(retryMillis, fired -> probe());
  }

  private void drop() {
    Future<RedisConnection> dropped = connection;
    connection = null;
    if (dropped != null) {
      dropped.onSuccess(RedisConnections::discard);
    }
  }

  private void probe() {
    long timer =
        context.setTimer(
            timeoutMillis,
            fired -> {
              drop();
              context.setTimer(retryMillis, again -> probe());
            });
    connect()
        .compose(open -> open.send(Request.cmd(Command.PING)))
        .onComplete(pong -> {
          if (!context.cancelTimer(timer)) {
            return;
          }
          if (pong.succeeded()) {
            down = false;
            LOG.info("Redis is available again");
          } else {
            drop();
            context.setTimer(retryMillis, again -> probe());
          }
        });
  }
}
