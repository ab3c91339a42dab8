package com.leadignite.testkit.server;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.Durability;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.PostgresServer;
import com.leadignite.embedded.RedisAddress;
import com.leadignite.embedded.RedisServer;
import com.leadignite.embedded.SchemaRoles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The servers of this JVM. Their addresses are system properties, because Quarkus may load this
 * class more than once and every copy has to find the same servers.
 */
final class TestServers {

  private static final String PREFIX = "leadignite.testkit.";

  private TestServers() {}

  static PostgresAddress postgres() {
    ensureStarted();
    return new PostgresAddress(
        property("postgres.host"),
        Integer.parseInt(property("postgres.port")),
        property("postgres.user"),
        property("postgres.password"),
        "postgres");
  }

  static RedisAddress redis() {
    ensureStarted();
    return new RedisAddress(
        property("redis.host"),
        Integer.parseInt(property("redis.port")),
        property("redis.password"));
  }

  static SchemaRoles roles(String schema) {
    return new SchemaRoles(schema, PlatformServers.ROLE_PASSWORD, PlatformServers.ROLE_PASSWORD);
  }

  /** Makes the schema and its roles; tests that start services in parallel take turns. */
  static void bootstrap(String schema) {
    PostgresAddress postgres = postgres();
    SchemaRoles roles = roles(schema);
    // PostgreSQL refuses to change a role that another transaction is changing.
    synchronized (System.getProperties()) {
      Databases.bootstrap(postgres, List.of(roles));
      // Five seconds for a lock are too few if a test's threads wait for each other on a busy
      // machine.
      String app = "alter role " + roles.app() + " in database " + Databases.NAME;
      PlatformServers.sql(
          app + " set lock_timeout = '1min'; " + app + " set statement_timeout = '2min'");
    }
  }

  private static String property(String name) {
    return System.getProperty(PREFIX + name, "");
  }

  private static void ensureStarted() {
    // The one object that every copy of this class shares.
    synchronized (System.getProperties()) {
      if (property("postgres.port").isEmpty()) {
        start();
      }
    }
  }

  private static void start() {
    Path folder = newFolder();
    PostgresServer postgres =
        PostgresServer.start(folder.resolve("postgres"), 0, Durability.THROWN_AWAY);
    RedisServer redis = RedisServer.start(folder.resolve("redis"), 0, Durability.THROWN_AWAY);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(() -> stop(folder, postgres.process(), redis.process()), "stop servers"));
    publish("postgres.host", postgres.address().host());
    publish("postgres.user", postgres.address().user());
    publish("postgres.password", postgres.address().password());
    publish("redis.host", redis.address().host());
    publish("redis.port", String.valueOf(redis.address().port()));
    publish("redis.password", redis.address().password());
    // Last, because it says that the others are there.
    publish("postgres.port", String.valueOf(postgres.address().port()));
  }

  private static void publish(String name, String value) {
    System.setProperty(PREFIX + name, value);
  }

  private static Path newFolder() {
    try {
      Path folder = Files.createTempDirectory("lead-ignite-test-");
      // PostgreSQL's own user has to get through to its part, which nobody else can enter.
      if (folder.toFile().setExecutable(true, false)) {
        return folder;
      }
      throw new IllegalStateException(folder + " cannot be opened to other users");
    } catch (IOException e) {
      throw new UncheckedIOException("There is no folder for the test servers", e);
    }
  }

  // The data is thrown away, so nothing has to be written in order.
  private static void stop(Path folder, ProcessHandle... servers) {
    for (ProcessHandle server : servers) {
      List<ProcessHandle> workers = server.descendants().toList();
      server.destroyForcibly();
      server.onExit().join();
      workers.forEach(worker -> worker.onExit().join());
    }
    deleteTree(folder);
  }

  private static void deleteTree(@Nullable Path folder) {
    if (folder == null) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("The test servers' folder could not be deleted", e);
    }
  }
}
