package com.leadignite.auth.testing;

import com.leadignite.embedded.Ports;
import com.leadignite.testkit.server.PlatformServers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * The packaged service, started by a test that needs another start than {@code
 * QuarkusIntegrationTest} makes: several of it, or one that lacks something. At the same time may
 * run others, on the same PostgreSQL and Redis.
 */
public final class Executable implements AutoCloseable {

  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Process process;
  private final Path log;
  private final int port;

  private Executable(Process process, Path log, int port) {
    this.process = process;
    this.log = log;
    this.port = port;
  }

  /** Starts it and waits until it listens. */
  public static Executable start(Map<String, String> settings) {
    return start(List.of(), settings);
  }

  /**
   * Starts it and waits until it listens.
   *
   * @param launcher a command that runs the command that follows it
   * @param settings in addition to the addresses of the test servers
   */
  public static Executable start(List<String> launcher, Map<String, String> settings) {
    int port = Ports.free();
    List<String> command = new ArrayList<>(launcher);
    command.addAll(command(port, settings));
    try {
      Path log = Files.createTempFile(TARGET, "executable-", ".log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      Executable executable = new Executable(process, log, port);
      executable.awaitListening();
      return executable;
    } catch (IOException e) {
      throw new UncheckedIOException("the packaged service cannot be run", e);
    }
  }

  private static List<String> command(int port, Map<String, String> settings) {
    Properties artifact = new Properties();
    try (InputStream in = Files.newInputStream(TARGET.resolve("quarkus-artifact.properties"))) {
      artifact.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException("nothing was packaged", e);
    }
    List<String> options = new ArrayList<>();
    options.add("-Dquarkus.profile=test");
    PlatformServers.configuration("auth")
        .forEach((name, value) -> options.add(option(name, value)));
    settings.forEach((name, value) -> options.add(option(name, value)));
    options.add(option("quarkus.http.port", String.valueOf(port)));
    options.add(option("quarkus.management.port", String.valueOf(Ports.free())));
    String path = TARGET.resolve(artifact.getProperty("path")).toString();
    boolean jar = path.endsWith(".jar");
    options.addFirst(
        jar ? Path.of(System.getProperty("java.home"), "bin", "java").toString() : path);
    if (jar) {
      options.addAll(List.of("-jar", path));
    }
    return options;
  }

  private static String option(String name, String value) {
    return "-D" + name + "=" + value;
  }

  private void awaitListening() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!log().contains("Listening on")) {
      if (!process.isAlive() || System.nanoTime() > end) {
        close();
        throw new IllegalStateException("it does not start: " + log());
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Where it listens on this machine. */
  public int port() {
    return port;
  }

  /** Its process. */
  public long pid() {
    return process.pid();
  }

  /** What it has logged so far. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException("the log cannot be read", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }
}
