package com.leadignite.guard.vertx;

import io.netty.channel.EventLoop;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * One object for each event loop, made when it is first asked for; on machines with more event
 * loops than the bound some share one.
 *
 * @param <T> the type of object
 */
public final class PerEventLoop<T> {

  private final Vertx vertx;
  private final int most;
  private final Function<EventLoopContext, T> make;
  private final Map<EventLoop, T> byEventLoop = new ConcurrentHashMap<>();
  private final List<T> made = new ArrayList<>();

  /**
   * @param most how many objects are made at most
   * @param make makes one for an event loop
   */
  public PerEventLoop(Vertx vertx, int most, Function<EventLoopContext, T> make) {
    this.vertx = vertx;
    this.most = most;
    this.make = make;
  }

  /** The object of the calling event loop. */
  public T current() {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext();
    return byEventLoop.computeIfAbsent(context.nettyEventLoop(), this::of);
  }

  private synchronized T of(EventLoop eventLoop) {
    if (made.size() >= most) {
      return made.get(byEventLoop.size() % made.size());
    }
    T fresh =
        make.apply(
            new EventLoopContext(
                ((VertxInternal) vertx).createEventLoopContext(eventLoop, null, null)));
    made.add(fresh);
    return fresh;
  }
}
