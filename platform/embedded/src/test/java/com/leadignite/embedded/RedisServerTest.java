package com.leadignite.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RedisServerTest {

  @TempDir private Path folder;

  @Test
  void keepsItsKeysThroughAKillAndComesBackOnTheSamePort() throws Exception {
    RedisServer first = RedisServer.start(folder.resolve("redis"), 0, Durability.KEPT);
    first.send("SET", "answer", "42");
    // Appended every second; what is younger than that may be lost, by configuration.
    first.send("CONFIG", "SET", "appendfsync", "always");
    first.send("SET", "last", "43");

    first.process().destroyForcibly();
    first.process().onExit().get(60, TimeUnit.SECONDS);

    int port = first.address().port();
    try (RedisServer second = RedisServer.start(folder.resolve("redis"), port, Durability.KEPT)) {
      assertEquals("42", second.send("GET", "answer"));
      assertEquals("43", second.send("GET", "last"));
    }
  }

  @Test
  void refusesClientsThatDoNotKnowThePassword() throws Exception {
    try (RedisServer server =
        RedisServer.start(folder.resolve("redis"), 0, Durability.THROWN_AWAY)) {
      RedisAddress stranger = new RedisAddress("127.0.0.1", server.address().port(), "");
      try (RedisConnection connection = RedisConnection.open(stranger)) {
        IOException refusal =
            assertThrows(IOException.class, () -> connection.send("GET", "answer"));

        assertTrue(refusal.getMessage().startsWith("NOAUTH"), refusal.getMessage());
      }
      assertFalse(
          server.process().info().commandLine().orElse("").contains(server.address().password()));
    }
  }

  @Test
  void takesVersionsUpToTheLastFreeOne() {
    assertTrue(RedisBinary.isSuitable("Redis server v=6.2.11 sha=00000000:0 malloc=libc bits=64"));
    assertTrue(RedisBinary.isSuitable("Server v=7.2.5 sha=0"));
    assertFalse(RedisBinary.isSuitable("Redis server v=7.4.0 sha=0"));
    assertFalse(RedisBinary.isSuitable("Redis server v=5.0.14 sha=0"));
    assertFalse(RedisBinary.isSuitable("something else"));
  }
}
