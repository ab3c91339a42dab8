package com.leadignite.testkit.attack;

import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/** Raw SQL as a service's own role, as somebody would send it who got past all code. */
public final class AppConnection {

  private AppConnection() {}

  /** A connection as the role of the schema's service, in a transaction that has the identity. */
  public static Connection as(Identity identity, String schema) throws SQLException {
    Map<String, String> settings = PlatformServers.configuration(schema);
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
  public static void become(Connection connection, Identity identity) throws SQLException {
    try (PreparedStatement set =
        connection.prepareStatement(
            """
            select
              set_config('app.tenant_id', ?, true),
              set_config('app.user_id', ?, true),
              set_config('app.role', ?, true),
              set_config('app.member_since', ?, true)
            """)) {
      set.setString(1, identity.tenantId());
      set.setString(2, identity.userId());
      set.setString(3, identity.role());
      set.setString(4, identity.memberSince());
      set.execute();
    }
  }
}
