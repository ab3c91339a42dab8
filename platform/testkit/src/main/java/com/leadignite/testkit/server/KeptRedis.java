package com.leadignite.testkit.server;

import com.leadignite.embedded.RedisConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Connections to Redis that are kept for the next command: each test empties it, and some do so
 * thousands of times.
 */
final class KeptRedis {

  private final Queue<RedisConnection> idle = new ConcurrentLinkedQueue<>();

  /** Sends one command and waits for its reply. */
  @Nullable Object send(String... words) {
    try {
      RedisConnection kept = idle.poll();
      if (kept != null) {
        try {
          return send(kept, words);
        } catch (IOException e) {
          // A test has ended the server meanwhile; and what Redis refuses, it refuses again.
          idle.clear();
        }
      }
      return send(RedisConnection.open(TestServers.redis()), words);
    } catch (IOException e) {
      throw new UncheckedIOException("Redis does not answer " + words[0], e);
    }
  }

  private @Nullable Object send(RedisConnection connection, String... words) throws IOException {
    try {
      Object reply = connection.send(words);
      idle.add(connection);
      return reply;
    } catch (IOException e) {
      connection.close();
      throw e;
    }
  }
}
