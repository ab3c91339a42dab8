package com.leadignite.auth.testing;

import com.leadignite.embedded.Durability;
import com.leadignite.embedded.RedisServer;
import com.leadignite.testkit.server.PlatformServers;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Redis, killed: afterwards another process is there at the same address, with nothing in it. */
public final class RedisOutage {

  private static final Pattern PROCESS = Pattern.compile("process_id:(\\d+)");

  private RedisOutage() {}

  /** Does something while there is no Redis, and answers what it answers. */
  public static <T> T during(Supplier<T> what) {
    int port = PlatformServers.redis().port();
    Path folder = folder();
    kill();
    try {
      return what.get();
    } finally {
      start(folder, port);
    }
  }

  private static Path folder() {
    if (PlatformServers.redis("CONFIG", "GET", "dir") instanceof List<?> setting) {
      return Path.of(String.valueOf(setting.get(1)));
    }
    throw new IllegalStateException("Redis does not say where it is");
  }

  private static void kill() {
    Matcher process = PROCESS.matcher(String.valueOf(PlatformServers.redis("INFO", "server")));
    if (!process.find()) {
      throw new IllegalStateException("Redis does not say which process it is");
    }
    ProcessHandle server = ProcessHandle.of(Long.parseLong(process.group(1))).orElseThrow();
    server.destroyForcibly();
    server.onExit().join();
  }

  /** It ends with the JVM. */
  @SuppressWarnings("resource")
  private static void start(Path folder, int port) {
    RedisServer.start(folder, port, Durability.THROWN_AWAY);
  }
}
