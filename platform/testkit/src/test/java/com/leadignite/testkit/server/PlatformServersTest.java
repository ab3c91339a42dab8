package com.leadignite.testkit.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

final class PlatformServersTest {

  @Test
  void givesAServiceItsSchemaAndEmptiesItBetweenTests() throws Exception {
    Map<String, String> settings = PlatformServers.configuration("sample");
    PlatformServers.sql(
        """
        create table sample.parents (id int primary key);
        create table sample.children (parent int references sample.parents);
        create table sample.flyway_schema_history (version text);
        create function sample.refuse() returns trigger language plpgsql
          as 'begin raise exception ''append only''; end';
        create trigger refuse before truncate on sample.parents execute function sample.refuse();
        insert into sample.parents values (1);
        insert into sample.children values (1);
        insert into sample.flyway_schema_history values ('1');
        grant select on all tables in schema sample to sample_app;
        """);
    assertThrows(IllegalStateException.class, () -> PlatformServers.sql("truncate sample.parents"));

    PlatformServers.emptyTables("sample");

    assertEquals("0 0 1", counts(settings));
  }

  @Test
  void givesServicesThatStartInParallelTheirSchema() throws Exception {
    try (ExecutorService starts = Executors.newFixedThreadPool(8)) {
      List<Callable<Map<String, String>>> configurations =
          Collections.nCopies(100, () -> PlatformServers.configuration("parallel"));
      for (Future<Map<String, String>> each : starts.invokeAll(configurations)) {
        assertEquals("parallel", each.get().get("quarkus.flyway.owner.default-schema"));
      }
    }
  }

  @Test
  void lendsAConnectionAgainAsItWasWhenItWasNew() throws Exception {
    String first;
    try (Connection connection = PlatformServers.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      first = text(statement, "select pg_backend_pid()::text");
      statement.execute("set statement_timeout = '7s'");
      connection.setAutoCommit(false);
      statement.execute("create table public.rolled_back (id int)");
    }

    try (Connection connection = PlatformServers.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      assertEquals(first, text(statement, "select pg_backend_pid()::text"));
      assertEquals("0", text(statement, "show statement_timeout"));
      assertEquals(
          "true", text(statement, "select (to_regclass('public.rolled_back') is null)::text"));
      assertTrue(connection.getAutoCommit());
    }
  }

  @Test
  void lendsTwoAtATimeAndNoneThatIsLost() throws Exception {
    try (Connection one = PlatformServers.superuser().getConnection();
        Connection other = PlatformServers.superuser().getConnection();
        Statement ending = one.createStatement();
        Statement lost = other.createStatement()) {
      String pid = text(lost, "select pg_backend_pid()::text");
      assertEquals("true", text(ending, "select pg_terminate_backend(" + pid + ", 60000)::text"));
    }

    try (Connection connection = PlatformServers.superuser().getConnection();
        Statement statement = connection.createStatement()) {
      assertEquals("1", text(statement, "select 1::text"));
    }
  }

  private static String text(Statement statement, String sql) throws Exception {
    try (ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }

  @Test
  void startsOneRedisForAll() {
    PlatformServers.redis("SET", "answer", "42");

    assertEquals("42", PlatformServers.redis("GET", "answer"));
  }

  private static String counts(Map<String, String> settings) throws Exception {
    PGSimpleDataSource app = new PGSimpleDataSource();
    app.setURL(settings.get("quarkus.datasource.owner.jdbc.url"));
    app.setUser(settings.get("quarkus.datasource.username"));
    app.setPassword(settings.get("quarkus.datasource.password"));
    try (Connection connection = app.getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                select concat_ws(' ', (select count(*) from parents), (select count(*) from children),
                  (select count(*) from flyway_schema_history))
                """)) {
      row.next();
      return row.getString(1);
    }
  }
}
