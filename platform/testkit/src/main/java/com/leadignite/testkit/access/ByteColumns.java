package com.leadignite.testkit.access;

import com.leadignite.testkit.server.PlatformServers;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The columns of a schema in which sealed values can be. */
public final class ByteColumns {

  private ByteColumns() {}

  /** Every column of bytes that is not called a hash, as {@code table.column}, in their order. */
  public static List<String> of(String schema) {
    String sql =
        """
        select c.table_name || '.' || c.column_name
        from information_schema.columns c
        join pg_class p
          on p.relname = c.table_name
          and p.relnamespace = c.table_schema::regnamespace
          and not p.relispartition
        where c.table_schema = ?
          and c.data_type = 'bytea'
          and c.column_name not like '%hash'
        order by 1
        """;
    try (Connection connection = PlatformServers.superuser().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, schema);
      List<String> columns = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          columns.add(rows.getString(1));
        }
      }
      return columns;
    } catch (SQLException e) {
      throw new IllegalStateException("the catalogue was not read", e);
    }
  }
}
