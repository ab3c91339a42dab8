package com.leadignite.guard.testing;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.Durability;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.PostgresServer;
import com.leadignite.embedded.RedisAddress;
import com.leadignite.embedded.RedisServer;
import com.leadignite.embedded.SchemaRoles;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A real PostgreSQL and a real Redis for the guard's test application, one of each per test JVM:
 * {@code @WithTestResource(Servers.class)}. The test application's schema is {@code guard}.
 *
 * <p>Addresses are system properties because Quarkus loads this class more than once, and each copy
 * has to find the same servers.
 */
public final class Servers implements QuarkusTestResourceLifecycleManager {

  /** The test application's schema; its roles are {@code guard_owner} and {@code guard_app}. */
  public static final String SCHEMA = "guard";

  /** The password of all roles. */
  public static final String PASSWORD = "only-for-tests";

  private static final String PREFIX = "leadignite.guard.testing.";

  @Override
  public Map<String, String> start() {
    return settings(SCHEMA);
  }

  /** Makes a schema with its roles if it is missing, and returns a service's settings for it. */
  public static Map<String, String> settings(String schema) {
    SchemaRoles roles = new SchemaRoles(schema, PASSWORD, PASSWORD);
    PostgresAddress postgres = postgres();
    Databases.bootstrap(postgres, List.of(roles));
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.datasource.reactive.url", postgres.url(Databases.NAME));
    settings.put("quarkus.datasource.username", roles.app());
    settings.put("quarkus.datasource.password", PASSWORD);
    settings.put("quarkus.datasource.owner.jdbc.url", postgres.jdbcUrl(Databases.NAME));
    settings.put("quarkus.datasource.owner.username", roles.owner());
    settings.put("quarkus.datasource.owner.password", PASSWORD);
    settings.put("quarkus.flyway.owner.default-schema", schema);
    settings.put("quarkus.flyway.owner.placeholders.app_role", roles.app());
    settings.put("quarkus.redis.hosts", redis().url());
    settings.putAll(TestIssuer.settings());
    return settings;
  }

  /** The PostgreSQL server and its administrator. */
  public static PostgresAddress postgres() {
    startOnce();
    return new PostgresAddress(
        "127.0.0.1",
        Integer.parseInt(property("postgres.port")),
        property("postgres.user"),
        property("postgres.password"),
        "postgres");
  }

  /** The Redis server. */
  public static RedisAddress redis() {
    startOnce();
    return new RedisAddress(
        "127.0.0.1", Integer.parseInt(property("redis.port")), property("redis.password"));
  }

  /** Connections to the platform's database as its superuser, whom row-level security spares. */
  public static DataSource superuser() {
    return postgres().dataSource(Databases.NAME);
  }

  /** Runs SQL as the superuser, any number of statements. */
  public static void sql(String sql) {
    try (Connection connection = superuser().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("SQL of a test failed: " + e.getMessage(), e);
    }
  }

  /** The servers end with the JVM. */
  @Override
  public void stop() {}

  private static String property(String name) {
    return System.getProperty(PREFIX + name, "");
  }

  private static void startOnce() {
    synchronized (System.getProperties()) {
      if (property("postgres.port").isEmpty()) {
        launch(newFolder());
      }
    }
  }

  private static void launch(Path folder) {
    PostgresServer postgres =
        PostgresServer.start(folder.resolve("postgres"), 0, Durability.THROWN_AWAY);
    RedisServer redis = RedisServer.start(folder.resolve("redis"), 0, Durability.THROWN_AWAY);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  postgres.close();
                  redis.close();
                },
                "stop servers"));
    System.setProperty(PREFIX + "postgres.user", postgres.address().user());
    System.setProperty(PREFIX + "postgres.password", postgres.address().password());
    System.setProperty(PREFIX + "redis.port", Integer.toString(redis.address().port()));
    System.setProperty(PREFIX + "redis.password", redis.address().password());
    // Last, because it says that the others are there.
    System.setProperty(PREFIX + "postgres.port", Integer.toString(postgres.address().port()));
  }

  /** A new folder that PostgreSQL's own user can get through. */
  public static Path newFolder() {
    try {
      Path folder = Files.createTempDirectory("lead-ignite-guard-");
      if (folder.toFile().setExecutable(true, false)) {
        return folder;
      }
      throw new IllegalStateException(folder + " cannot be opened to other users");
    } catch (IOException e) {
      throw new UncheckedIOException("there is no folder for the test servers", e);
    }
  }
}
