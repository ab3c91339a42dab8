package com.leadignite.testkit.attack;

import com.leadignite.guard.row.Identity;
import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/**
 * What a service's own database role can reach of rows that are not an identity's, by raw SQL: as
 * somebody would send it who got past all code. Tables are found in the catalogue, so that one that
 * is added later is looked at as well.
 *
 * @param schema the service's schema
 * @param column what says whose a row is, such as {@code tenant_id}
 * @param own the value that is the identity's own
 */
public record ForeignRows(String schema, String column, UUID own) {

  private static final String REFUSED = "42501";

  private static final List<String> WAYS =
      List.of(
          "select 1 from %1$s where %2$s is distinct from ?",
          "update %1$s set %2$s = %2$s where %2$s is distinct from ?",
          "delete from %1$s where %2$s is distinct from ?");

  /** The tables that hold such rows: without any, nothing would be shown by not reaching them. */
  public Set<String> tables() throws SQLException {
    Set<String> holding = new TreeSet<>();
    try (Connection superuser = PlatformServers.superuser().getConnection()) {
      for (String table : all(superuser)) {
        if (rows(superuser, WAYS.getFirst(), table) > 0) {
          holding.add(table);
        }
      }
    }
    return holding;
  }

  /** Each statement that reaches such rows under the identity, with the number of rows. */
  public List<String> reachedBy(Identity identity) throws SQLException {
    List<String> reached = new ArrayList<>();
    try (Connection app = AppConnection.as(identity, schema)) {
      for (String table : tables()) {
        for (String way : WAYS) {
          int rows = rows(app, way, table);
          if (rows > 0) {
            reached.add(String.format(Locale.ROOT, way, table, column) + ": " + rows);
          }
        }
      }
      app.rollback();
    }
    return reached;
  }

  private List<String> all(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            """
            select c.relname::text
            from pg_class c
            join pg_attribute a on a.attrelid = c.oid
            where c.relnamespace = to_regnamespace(?)
              and c.relkind in ('r', 'p')
              and not c.relispartition
              and a.attname = ?
            order by c.relname
            """)) {
      select.setString(1, schema);
      select.setString(2, column);
      List<String> tables = new ArrayList<>();
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          tables.add(rows.getString(1));
        }
      }
      return tables;
    }
  }

  private int rows(Connection connection, String way, String table) throws SQLException {
    boolean inTransaction = !connection.getAutoCommit();
    Savepoint before = inTransaction ? connection.setSavepoint() : null;
    String sql = String.format(Locale.ROOT, way, schema + "." + table, column);
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, own);
      if (!sql.startsWith("select")) {
        return statement.executeUpdate();
      }
      int count = 0;
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          count++;
        }
      }
      return count;
    } catch (SQLException e) {
      if (REFUSED.equals(e.getSQLState())) {
        return 0;
      }
      throw e;
    } finally {
      if (before != null) {
        connection.rollback(before);
      }
    }
  }
}
