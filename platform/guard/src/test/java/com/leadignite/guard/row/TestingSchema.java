package com.leadignite.guard.row;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.PostgresAddress;
import com.leadignite.embedded.SchemaRoles;
import com.leadignite.guard.testing.Servers;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** A schema with the outbox and the notes, for tests that run without Quarkus and Flyway. */
final class TestingSchema {

  private final PostgresAddress server;
  private final SchemaRoles roles;

  private TestingSchema(PostgresAddress server, SchemaRoles roles) {
    this.server = server;
    this.roles = roles;
  }

  /** Makes the schema anew. */
  static TestingSchema create(PostgresAddress server, String name) {
    TestingSchema schema =
        new TestingSchema(server, new SchemaRoles(name, Servers.PASSWORD, Servers.PASSWORD));
    Databases.bootstrap(server, List.of(schema.roles));
    schema.sql("drop schema " + name + " cascade");
    Databases.bootstrap(server, List.of(schema.roles));
    schema.sql(
        "set role "
            + schema.roles.owner()
            + "; set search_path = "
            + name
            + ";"
            + schema.script("/db/guard/beforeMigrate__functions.sql")
            + schema.script("/db/guard/V0001__outbox.sql")
            + schema.script("/db/migration/V0100__notes.sql"));
    return schema;
  }

  String app() {
    return roles.app();
  }

  /** Runs SQL as the superuser. */
  void sql(String sql) {
    try (Connection connection = server.dataSource(Databases.NAME).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("SQL of a test failed: " + e.getMessage(), e);
    }
  }

  /** Counts a table's rows, past row-level security. */
  int count(String table) {
    return number("select count(*) from " + roles.schema() + "." + table);
  }

  /** Connections of the app role that have a transaction open. */
  int openTransactions() {
    return number(
        "select count(*) from pg_stat_activity where xact_start is not null and usename = '"
            + roles.app()
            + "'");
  }

  private int number(String sql) {
    try (Connection connection = server.dataSource(Databases.NAME).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException("SQL of a test failed: " + e.getMessage(), e);
    }
  }

  private String script(String resource) {
    try (InputStream in = TestingSchema.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .replace("${app_role}", roles.app());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
