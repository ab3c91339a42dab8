package com.leadignite.guard.vertx;

import io.netty.util.AttributeKey;
import io.vertx.core.http.HttpConnection;
import org.jspecify.annotations.Nullable;

/**
 * A value that is kept with a connection and goes with it.
 *
 * @param <T> the type of the value
 */
public final class ConnectionAttribute<T> {

  private final AttributeKey<T> key;

  /** An attribute named as its type. */
  public ConnectionAttribute(Class<T> type) {
    key = AttributeKey.valueOf(type.getName());
  }

  /** The connection's value; null if none was set. */
  public @Nullable T get(HttpConnection connection) {
    return HttpConnections.channel(connection).attr(key).get();
  }

  /** Sets the connection's value. */
  public void set(HttpConnection connection, T value) {
    HttpConnections.channel(connection).attr(key).set(value);
  }
}
