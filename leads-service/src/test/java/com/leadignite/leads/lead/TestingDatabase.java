package com.leadignite.leads.lead;

import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.attack.AppConnection;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Raw SQL as the service's own role, as somebody would send it who got past all code. */
final class TestingDatabase {

  private TestingDatabase() {}

  /** A connection as leads_app, in a transaction that knows the identity. */
  static Connection as(Identity identity) throws SQLException {
    return AppConnection.as(identity, "leads");
  }

  /** The first column of each row. */
  static List<String> texts(Connection connection, String sql, Object... parameters)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    }
  }

  /** How many rows a statement changes; -1 if PostgreSQL refuses it by a policy or a grant. */
  static int changes(Connection connection, String sql, Object... parameters) throws SQLException {
    var savepoint = connection.setSavepoint();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      return statement.executeUpdate();
    } catch (SQLException e) {
      if (!"42501".equals(e.getSQLState())) {
        throw e;
      }
      return -1;
    } finally {
      connection.rollback(savepoint);
    }
  }
}
