package com.leadignite.audit.event;

import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** Somebody with a database role of the service's and SQL of their own. */
final class Attacker implements AutoCloseable {

  private static final Map<String, String> SETTINGS = PlatformServers.configuration("audit");

  private final Connection connection;

  private Attacker(String user, String password) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setURL(SETTINGS.get("quarkus.datasource.owner.jdbc.url"));
    source.setUser(user);
    source.setPassword(password);
    connection = source.getConnection();
  }

  static Attacker asApp() throws SQLException {
    return new Attacker(
        SETTINGS.get("quarkus.datasource.username"), SETTINGS.get("quarkus.datasource.password"));
  }

  static Attacker asOwner() throws SQLException {
    return new Attacker(
        SETTINGS.get("quarkus.datasource.owner.username"),
        SETTINGS.get("quarkus.datasource.owner.password"));
  }

  /** Claims an identity as the service's own code would, for the whole connection. */
  Attacker identity(String tenant, String role) throws SQLException {
    try (var statement =
        connection.prepareStatement(
            "select set_config('app.tenant_id', ?, false), set_config('app.role', ?, false)")) {
      statement.setString(1, tenant);
      statement.setString(2, role);
      statement.execute();
    }
    return this;
  }

  /** Runs SQL; answers the state that PostgreSQL refused it with, or "done". */
  String tries(String sql) {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
      return "done";
    } catch (SQLException e) {
      return e.getSQLState();
    }
  }

  /** The one number that a query answers. */
  long count(String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
