package com.leadignite.guard.vertx;

import io.vertx.core.Handler;
import io.vertx.core.impl.ContextInternal;

/** A context of its own on one event loop: what runs on it carries nothing of any request. */
public final class EventLoopContext {

  private final ContextInternal context;

  EventLoopContext(ContextInternal context) {
    this.context = context;
  }

  /** Runs the handler on this context; at once if the caller is on its event loop. */
  public <T> void run(T argument, Handler<T> handler) {
    context.emit(argument, handler);
  }

  /** Runs the handler on this context once the time has passed; answers the timer's id. */
  public long setTimer(long millis, Handler<Long> handler) {
    return context.setTimer(millis, handler);
  }

  /** Cancels a timer; false if it has fired. */
  public boolean cancelTimer(long id) {
    return context.owner().cancelTimer(id);
  }
}
