package com.leadignite.acceptance;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.PostgresAddress;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.PGConnection;

/** What an administrator of the platform's database does by hand. */
final class Sql {

  private Sql() {}

  /** Runs a statement. */
  static void run(String sql) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** What psql's {@code \\password} does. */
  static void password(String role, String password) throws SQLException {
    try (Connection connection = connect()) {
      connection
          .unwrap(PGConnection.class)
          .alterUserPassword(role, password.toCharArray(), "scram-sha-256");
    }
  }

  /** Whether a role may connect with a password. */
  static boolean connects(String role, String password) {
    PostgresAddress server = Platform.ownOnly().stack().postgres();
    PostgresAddress as =
        new PostgresAddress(server.host(), server.port(), role, password, Databases.NAME);
    try (Connection connection = as.dataSource(Databases.NAME).getConnection()) {
      return connection.isValid(10);
    } catch (SQLException e) {
      return false;
    }
  }

  private static Connection connect() throws SQLException {
    return Platform.ownOnly().stack().postgres().dataSource(Databases.NAME).getConnection();
  }
}
