package com.leadignite.leads.lead;

import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** Raw SQL as the service's own role, as somebody would send it who got past all code. */
final class TestingDatabase {

  private TestingDatabase() {}

  /** A connection as leads_app, in a transaction that knows the identity. */
  static Connection as(Identity identity) throws SQLException {
    Map<String, String> settings = PlatformServers.configuration("leads");
    PGSimpleDataSource app = new PGSimpleDataSource();
    app.setURL(settings.get("quarkus.datasource.owner.jdbc.url"));
    app.setUser(settings.get("quarkus.datasource.username"));
    app.setPassword(settings.get("quarkus.datasource.password"));
    Connection connection = app.getConnection();
    connection.setAutoCommit(false);
    become(connection, identity);
    return connection;
  }

  /** Another identity for the same transaction. */
  static void become(Connection connection, Identity identity) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement(
            """
            select
              set_config('app.tenant_id', ?, true),
              set_config('app.user_id', ?, true),
              set_config('app.role', ?, true)
            """)) {
      set.setString(1, identity.tenantId());
      set.setString(2, identity.userId());
      set.setString(3, identity.role());
      set.execute();
    }
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

  /** How many rows a statement changes; -1 where PostgreSQL refuses it by a policy or a grant. */
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
