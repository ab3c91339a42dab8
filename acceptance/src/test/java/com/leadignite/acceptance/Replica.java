package com.leadignite.acceptance;

import com.leadignite.embedded.Ports;
import com.leadignite.stack.Service;
import com.leadignite.stack.Stack;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One more process of a service, in addition to the platform's own and with the same settings, that
 * a test may do anything to. Nobody starts it again.
 */
final class Replica implements AutoCloseable {

  private static final int HEAP_MEGABYTES = 192;
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  /**
   * For a new process on a busy machine, where a second without an answer is no outage of Redis.
   */
  private static final Map<String, String> PATIENT =
      Map.of(
          "leadignite.redis.timeout", "10S",
          "quarkus.redis.timeout", "11s",
          "quarkus.redis.tcp.connection-timeout", "10s");

  private final Service service;
  private final Process process;
  private final URI url;
  private final URI management;
  private final Path log;
  private final Path settings;

  private Replica(
      Service service, Process process, URI url, URI management, Path log, Path settings) {
    this.service = service;
    this.process = process;
    this.url = url;
    this.management = management;
    this.log = log;
    this.settings = settings;
  }

  static Replica start(Service service, Map<String, String> more) throws IOException {
    return start(service, HEAP_MEGABYTES, more);
  }

  /**
   * Starts one that reads some of its settings from a file that a secret manager mounts; it is not
   * ready yet when this returns.
   */
  static Replica start(Service service, Path mounted, Map<String, String> more) throws IOException {
    List<String> command = Platform.ownOnly().stack().command(service, HEAP_MEGABYTES);
    return start(service, command, Optional.empty(), Optional.of(mounted), more);
  }

  /**
   * Starts one with little memory, or much; it is not ready yet when this returns.
   *
   * @param more settings over those of the platform's own process
   */
  static Replica start(Service service, int heapMegabytes, Map<String, String> more)
      throws IOException {
    List<String> command = Platform.ownOnly().stack().command(service, heapMegabytes);
    return start(service, command, Optional.empty(), more);
  }

  /**
   * Starts one as somebody else would; it is not ready yet when this returns.
   *
   * @param command what starts it
   * @param user who may read its settings, if that is not the user who runs the test
   * @param more settings over those of the platform's own process
   */
  static Replica start(
      Service service, List<String> command, Optional<String> user, Map<String, String> more)
      throws IOException {
    return start(service, command, user, Optional.empty(), more);
  }

  private static Replica start(
      Service service,
      List<String> command,
      Optional<String> user,
      Optional<Path> mounted,
      Map<String, String> more)
      throws IOException {
    Stack stack = Platform.ownOnly().stack();
    int port = Ports.free();
    int management = Ports.free();
    Properties all = new Properties();
    try (Reader file = Files.newBufferedReader(stack.settings(service))) {
      all.load(file);
    }
    all.putAll(PATIENT);
    all.putAll(more);
    all.setProperty("quarkus.http.port", String.valueOf(port));
    all.setProperty("quarkus.management.port", String.valueOf(management));
    Path settings = Files.createTempFile("lead-ignite-replica", ".properties");
    try (Writer file = Files.newBufferedWriter(settings)) {
      all.store(file, null);
    }
    Path log = stack.logs().resolve(service.shortName() + "-replica-" + port + ".log");
    if (user.isPresent()) {
      Files.setOwner(
          settings,
          settings
              .getFileSystem()
              .getUserPrincipalLookupService()
              .lookupPrincipalByName(user.get()));
    }
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File("/"))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    String locations =
        Stream.concat(Stream.of(settings), mounted.stream())
            .map(file -> file.toUri().toString())
            .collect(Collectors.joining(","));
    builder.environment().put("QUARKUS_CONFIG_LOCATIONS", locations);
    return new Replica(service, builder.start(), local(port), local(management), log, settings);
  }

  private static URI local(int port) {
    return URI.create("http://127.0.0.1:" + port);
  }

  /** Waits until it is ready; fails with the end of its log if it does not become so. */
  Replica ready() throws Exception {
    long end = System.nanoTime() + START_LIMIT.toNanos();
    while (readiness() != 200) {
      if (!process.isAlive() || System.nanoTime() > end) {
        throw new AssertionError(service + " is not ready: " + process + "\n" + said());
      }
      Thread.sleep(50);
    }
    return this;
  }

  /** The status of its readiness; 0 if it does not answer. */
  int readiness() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) management.resolve("/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(2_000);
      connection.setReadTimeout(2_000);
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return 0;
    }
  }

  URI url() {
    return url;
  }

  /** Who runs it, if the system tells. */
  Optional<String> user() {
    return process.info().user();
  }

  /** Tells it to stop (SIGTERM). */
  void terminate() {
    process.destroy();
  }

  /** Ends it as a crash would (SIGKILL). */
  void kill() {
    process.destroyForcibly();
  }

  /**
   * Waits for its end.
   *
   * @return its exit status
   */
  int exitStatus(Duration limit) throws Exception {
    if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new AssertionError(
          service + " still runs after " + limit.toSeconds() + " s; it said\n" + said());
    }
    return process.exitValue();
  }

  /** Where it prints. */
  Path log() {
    return log;
  }

  /** Everything that it printed. */
  String said() throws IOException {
    return Files.readString(log);
  }

  @Override
  public void close() throws IOException {
    kill();
    Files.deleteIfExists(settings);
  }
}
