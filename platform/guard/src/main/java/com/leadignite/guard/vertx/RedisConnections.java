package com.leadignite.guard.vertx;

import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.impl.PooledRedisConnection;
import io.vertx.redis.client.impl.types.ErrorType;

/** What the Redis client tells and does through its internal classes only. */
public final class RedisConnections {

  private RedisConnections() {}

  /** Closes the connection for good: close() alone would return one that hangs to the pool. */
  public static void discard(RedisConnection connection) {
    if (connection instanceof PooledRedisConnection pooled) {
      pooled.actual().forceClose();
    }
    connection.close();
  }

  /** Whether Redis answered that it does not know the script of the digest. */
  public static boolean isUnknownScript(Throwable failure) {
    return failure instanceof ErrorType error && error.is("NOSCRIPT");
  }
}
