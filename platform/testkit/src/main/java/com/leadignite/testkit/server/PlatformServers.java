package com.leadignite.testkit.server;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.Ports;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.RedisAddress;
import com.leadignite.embedded.SchemaRoles;
import com.leadignite.testkit.token.TestIssuer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code @QuarkusTest} or a {@code @QuarkusIntegrationTest} a real PostgreSQL and a real
 * Redis: {@code @WithTestResource(PlatformServers.class)}. Both are started once per test JVM and
 * end with it.
 *
 * <p>The service's schema is the resource argument {@code schema}, or else {@code
 * quarkus.flyway.owner.default-schema} in the service's {@code application.properties}. Static
 * methods reach the servers from tests without Quarkus, too.
 */
public final class PlatformServers implements QuarkusTestResourceLifecycleManager {

  /** The password of every service's database roles. */
  public static final String ROLE_PASSWORD = "only-for-tests";

  private static final String SCHEMA_KEY = "quarkus.flyway.owner.default-schema";

  private static final String MANAGEMENT_PORT = "leadignite.testkit.management-port";
  private static final String SCHEMA_IN_USE = "leadignite.testkit.schema";

  // A test fills a few tables of many. To truncate one makes new files for it and for each index,
  // which took longer than most tests do: only what deleted rows have made large is truncated.
  private static final String EMPTY =
      """
      set session_replication_role = replica;
      do $$
      declare
        all_of_them text;
        filled regclass;
      begin
        select string_agg(c.oid::regclass::text, ', ')
          into all_of_them
          from pg_class c
         where c.relnamespace = 'SCHEMA'::regnamespace
           and c.relkind in ('r', 'p')
           and c.relname not like 'flyway%';
        if all_of_them is null then
          return;
        end if;
        execute 'lock table ' || all_of_them || ' in access exclusive mode';
        for filled in
          select c.oid
            from pg_class c
           where c.relnamespace = 'SCHEMA'::regnamespace
             and c.relkind = 'r'
             and c.relname not like 'flyway%'
             and pg_relation_size(c.oid) > 0
        loop
          if pg_relation_size(filled) > 1048576 then
            execute format('truncate %s cascade', filled);
          else
            execute format('delete from %s', filled);
          end if;
        end loop;
      end
      $$;
      """;

  private static final String DEADLOCK = "40P01";
  private static final int MOST_DEADLOCKS = 5;

  private static final KeptRedis KEPT_REDIS = new KeptRedis();

  private @Nullable String schema;

  @Override
  public void init(Map<String, String> arguments) {
    schema = arguments.get("schema");
  }

  @Override
  public Map<String, String> start() {
    String name = schema == null ? schemaOfTheService() : schema;
    System.setProperty(SCHEMA_IN_USE, name);
    Map<String, String> settings = configuration(name);
    System.setProperty(MANAGEMENT_PORT, settings.getOrDefault("quarkus.management.port", ""));
    return settings;
  }

  /** Makes the schema and its roles if they are missing, and returns a service's settings. */
  public static Map<String, String> configuration(String schema) {
    TestServers.bootstrap(schema);
    PostgresAddress postgres = postgres();
    SchemaRoles roles = TestServers.roles(schema);
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("quarkus.devservices.enabled", "false");
    // An executable under test refuses what only tests may have, unless it knows of the tests.
    settings.put("leadignite.local", "true");
    // Neither is left to the system: of an executable nobody would be told the second, and one
    // chosen beside one left to the system will not do either, because Micrometer cannot register
    // the one with the label server_port and the other without.
    settings.put("quarkus.http.test-port", freePort());
    String management = freePort();
    settings.put("quarkus.management.test-port", management);
    settings.put("quarkus.management.port", management);
    settings.put("quarkus.datasource.reactive.url", postgres.url(Databases.NAME));
    settings.put("quarkus.datasource.username", roles.app());
    settings.put("quarkus.datasource.password", roles.appPassword());
    settings.put("quarkus.datasource.owner.jdbc.url", postgres.jdbcUrl(Databases.NAME));
    settings.put("quarkus.datasource.owner.username", roles.owner());
    settings.put("quarkus.datasource.owner.password", roles.ownerPassword());
    settings.put("quarkus.flyway.owner.default-schema", schema);
    settings.put("quarkus.flyway.owner.placeholders.app_role", roles.app());
    settings.put("quarkus.redis.hosts", redis().url());
    // Keys are emptied with everything else: read anew in the middle of a test, its tokens were
    // nobody's.
    settings.put("leadignite.signing-keys.reload", "24h");
    settings.putAll(TestIssuer.configuration());
    return settings;
  }

  /**
   * Where the management port of the service under test answers, its root path included:
   * {@code @TestHTTPResource} does not know that of an executable.
   */
  public static URI management() {
    return URI.create("http://localhost:" + System.getProperty(MANAGEMENT_PORT) + "/q/");
  }

  /** The PostgreSQL server with its administrator; starts it if it does not run yet. */
  public static PostgresAddress postgres() {
    return TestServers.postgres();
  }

  /** The Redis server; starts it if it does not run yet. */
  public static RedisAddress redis() {
    return TestServers.redis();
  }

  /** Connections to the platform's database as its superuser, whom row-level security spares. */
  public static DataSource superuser() {
    return Superuser.CONNECTIONS;
  }

  /** Made with its first use, which starts PostgreSQL. */
  private static final class Superuser {

    private static final DataSource CONNECTIONS =
        KeptConnections.of(postgres().dataSource(Databases.NAME));
  }

  /** Runs SQL as the superuser, any number of statements. */
  public static void sql(String sql) {
    try {
      execute(sql);
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  private static void execute(String sql) throws SQLException {
    try (Connection connection = superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static IllegalStateException failed(SQLException e) {
    return new IllegalStateException("SQL of a test failed: " + e.getMessage(), e);
  }

  /** Sends one command to Redis; returns a String, a Long, a List of such, or null. */
  public static @Nullable Object redis(String... words) {
    return KEPT_REDIS.send(words);
  }

  /** Empties every table of the schema in use, but Flyway's own, and all of Redis. */
  public static void empty() {
    String name = System.getProperty(SCHEMA_IN_USE);
    if (name != null) {
      emptyTables(name);
    }
    redis("FLUSHALL");
  }

  /**
   * Empties every table of a schema but Flyway's own; triggers that forbid it do not fire. Waits,
   * as truncating would, until nobody is in the middle of a transaction with one of the tables.
   * What a service still does of the test before may take them in another order: whoever is chosen
   * to break such a deadlock has changed nothing, and tries again.
   */
  public static void emptyTables(String schema) {
    String sql = EMPTY.replace("SCHEMA", TestServers.roles(schema).schema());
    for (int left = MOST_DEADLOCKS; ; left--) {
      try {
        execute(sql);
        return;
      } catch (SQLException e) {
        if (left == 0 || !DEADLOCK.equals(e.getSQLState())) {
          throw failed(e);
        }
      }
    }
  }

  private static String freePort() {
    return String.valueOf(Ports.free());
  }

  private static String schemaOfTheService() {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    try (InputStream in = loader.getResourceAsStream("application.properties")) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      String name = properties.getProperty(SCHEMA_KEY);
      if (name == null) {
        throw new IllegalStateException(
            "Which schema? Set " + SCHEMA_KEY + ", or the resource argument \"schema\".");
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException("application.properties cannot be read", e);
    }
  }

  /** The servers stay for the next test class; they end with the JVM. */
  @Override
  public void stop() {}
}
