package com.leadignite.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.Map;
import org.postgresql.PGConnection;

/**
 * Makes the platform's database, and in it a schema and two roles for each service. The SQL is in
 * {@code database.sql} and {@code schema.sql} beside this class, so that an administrator can run
 * the same by hand.
 */
public final class Databases {

  /** The name of the platform's one database. */
  public static final String NAME = "leadignite";

  private static final int LEAST_VERSION = 15;
  private static final int STATEMENT_SECONDS = 30;
  private static final long LOCK = 0x6c656164_69676e69L;

  private Databases() {}

  /**
   * Brings the server to the wanted state; what is there already stays, passwords are set anew.
   *
   * @throws EmbeddedException in one sentence if the server cannot be reached, is too old or
   *     refuses
   */
  public static void bootstrap(PostgresAddress server, Collection<SchemaRoles> schemas) {
    try {
      try (Connection connection = server.dataSource(server.database()).getConnection()) {
        DatabaseMetaData product = connection.getMetaData();
        checkVersion(
            server, product.getDatabaseMajorVersion(), product.getDatabaseProductVersion());
        createDatabase(connection);
      }
      try (Connection connection = server.dataSource(NAME).getConnection()) {
        bootstrap(connection, schemas);
      }
    } catch (SQLException e) {
      throw new EmbeddedException(
          "The database cannot be prepared on " + server + ": " + e.getMessage(), e);
    }
  }

  // Before anything is made there: migrations would fail half-way, with an error about a function.
  static void checkVersion(PostgresAddress server, int major, String version) {
    if (major < LEAST_VERSION) {
      throw new EmbeddedException(
          "PostgreSQL "
              + LEAST_VERSION
              + " or later is needed, and on "
              + server
              + " is "
              + version
              + ".");
    }
  }

  private static void createDatabase(Connection connection) throws SQLException {
    if (exists(connection, "select 1 from pg_database where datname = ?", NAME)) {
      return;
    }
    run(connection, "create database " + NAME + " encoding 'UTF8' template template0");
  }

  private static void bootstrap(Connection connection, Collection<SchemaRoles> schemas)
      throws SQLException {
    connection.setAutoCommit(false);
    // Two starts at once would trip over each other's catalogue rows.
    run(connection, "select pg_advisory_xact_lock(" + LOCK + ")");
    run(connection, script("database.sql", Map.of("database", NAME)));
    for (SchemaRoles roles : schemas) {
      createRole(connection, roles.owner(), roles.ownerPassword());
      createRole(connection, roles.app(), roles.appPassword());
      run(
          connection,
          script(
              "schema.sql",
              Map.of(
                  "database", NAME,
                  "schema", roles.schema(),
                  "owner", roles.owner(),
                  "app", roles.app())));
    }
    connection.commit();
  }

  private static void createRole(Connection connection, String role, String password)
      throws SQLException {
    if (!exists(connection, "select 1 from pg_roles where rolname = ?", role)) {
      run(connection, "create role " + role);
    }
    // Hashed here, so that the password reaches neither the server nor its log.
    connection
        .unwrap(PGConnection.class)
        .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
  }

  private static boolean exists(Connection connection, String sql, String name)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setQueryTimeout(STATEMENT_SECONDS);
      statement.setString(1, name);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void run(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(STATEMENT_SECONDS);
      statement.execute(sql);
    }
  }

  // The variables are psql's, and their values plain names (SchemaRoles), so nothing needs quoting.
  private static String script(String name, Map<String, String> variables) {
    try (InputStream in = Databases.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      String sql = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (Map.Entry<String, String> variable : variables.entrySet()) {
        sql = sql.replaceAll(":" + variable.getKey() + "\\b", variable.getValue());
      }
      return sql;
    } catch (IOException e) {
      throw new UncheckedIOException(name + " cannot be read", e);
    }
  }
}
