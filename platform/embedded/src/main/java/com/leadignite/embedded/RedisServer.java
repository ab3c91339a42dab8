package com.leadignite.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A Redis server as a child process: it listens on the loopback address only, asks for a password
 * and appends every change to a file. A server that crashed can be started again on the same
 * folder.
 */
public final class RedisServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final Duration START_LIMIT = Duration.ofSeconds(15);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Process process;
  private final RedisAddress address;
  private final Path log;

  private RedisServer(Process process, RedisAddress address, Path log) {
    this.process = process;
    this.address = address;
    this.log = log;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param folder where data, password and log are kept; created if it is missing
   * @param port the port to listen on, or 0 for any free one
   * @throws EmbeddedException in one sentence, with the end of the server's log, if it does not
   *     start within 15 seconds
   */
  public static RedisServer start(Path folder, int port, Durability durability) {
    if (port != 0 && !Ports.isFree(port)) {
      throw new EmbeddedException("Port " + port + " for Redis is taken.");
    }
    try {
      Path root = folder.toAbsolutePath();
      SecretFile.createFolder(root);
      String password = SecretFile.readOrCreate(root.resolve("redis.password"), new SecureRandom());
      return launch(root, port, password, durability);
    } catch (IOException e) {
      throw new EmbeddedException("Redis cannot use the folder " + folder + ": " + e + ".", e);
    }
  }

  private static RedisServer launch(
      Path root, int wantedPort, String password, Durability durability) throws IOException {
    Path log = root.resolve("redis.log");
    int attempts = wantedPort == 0 ? 3 : 1;
    while (true) {
      attempts--;
      int port = wantedPort == 0 ? Ports.free() : wantedPort;
      Path configuration = root.resolve("redis.conf");
      // In a file: everybody on the machine can read a process's arguments.
      SecretFile.write(configuration, configuration(root, port, password, durability));
      ProcessBuilder.Redirect output = LogFile.appendTo(log);
      long logStart = Files.exists(log) ? Files.size(log) : 0;
      Process process =
          new ProcessBuilder(RedisBinary.find().toString(), configuration.toString())
              .directory(root.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output)
              .start();
      ProcessReaper.watch(process.toHandle(), ProcessReaper.EndBy.TERM);
      RedisAddress address = new RedisAddress(HOST, port, password);
      if (isReady(process, address)) {
        return new RedisServer(process, address, log);
      }
      process.destroyForcibly();
      String tail = LogFile.tailFrom(log, logStart);
      if (attempts == 0 || !tail.contains("Address already in use")) {
        throw new EmbeddedException("Redis did not start on the folder " + root + ":\n" + tail);
      }
    }
  }

  private static String configuration(Path root, int port, String password, Durability durability) {
    return String.join(
        "\n",
        "bind " + HOST,
        "protected-mode yes",
        "port " + port,
        "requirepass " + password,
        "dir \"" + root.toString().replace("\\", "\\\\").replace("\"", "\\\"") + "\"",
        "daemonize no",
        "save \"\"",
        "appendonly " + (durability == Durability.KEPT ? "yes" : "no"),
        "appendfsync everysec",
        "");
  }

  private static boolean isReady(Process process, RedisAddress address) {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (RedisConnection connection = RedisConnection.open(address)) {
        if ("PONG".equals(connection.send("PING"))) {
          return true;
        }
      } catch (IOException e) {
        // Not listening yet, or still reading its data: asked again until the limit.
        pause();
      }
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      throw Commands.interrupted(e);
    }
  }

  /** Where it answers, with its password. */
  public RedisAddress address() {
    return address;
  }

  /** The server's process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** The file it writes its messages to. */
  public Path log() {
    return log;
  }

  /** Sends one command on a connection of its own; replies as {@link RedisConnection#send}. */
  public @Nullable Object send(String... words) {
    try (RedisConnection connection = RedisConnection.open(address)) {
      return connection.send(words);
    } catch (IOException e) {
      throw new UncheckedIOException("Redis does not answer " + words[0], e);
    }
  }

  /** Stops the server in order; it can be started again. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Commands.interrupted(e);
    }
  }
}
