package com.leadignite.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostgresServerTest {

  private static final List<SchemaRoles> ROLES =
      List.of(new SchemaRoles("leads", "owner-secret", "app-secret"));

  @TempDir private Path folder;

  @Test
  void keepsWhatItAnsweredThroughAKillAndComesBackOnTheSamePort() throws Exception {
    PostgresServer first = PostgresServer.start(folder.resolve("pg"), 0, Durability.KEPT);
    run(first.address(), "postgres", "create table kept as select 42 as answer");

    first.process().destroyForcibly();
    first.process().onExit().get(60, TimeUnit.SECONDS);

    int port = first.address().port();
    try (PostgresServer second =
        PostgresServer.start(folder.resolve("pg"), port, Durability.KEPT)) {
      assertEquals(port, second.address().port());
      assertEquals("42", ask(second.address(), "postgres", "select answer from kept"));
    }
  }

  @Test
  void bootstrapsTwiceAndLeavesTheAppRoleWithNothingButItsSchema() throws Exception {
    try (PostgresServer server =
        PostgresServer.start(folder.resolve("pg"), 0, Durability.THROWN_AWAY)) {
      Databases.bootstrap(server.address(), ROLES);
      Databases.bootstrap(server.address(), ROLES);

      PostgresAddress app = as(server.address(), "leads_app", "app-secret");
      assertEquals("leads", ask(app, "leadignite", "select current_schema()"));
      assertEquals(
          "f f f f f",
          ask(
              app,
              "leadignite",
              """
              select concat_ws(' ', rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolinherit)
                from pg_roles where rolname = current_user
              """));
      assertThrows(SQLException.class, () -> run(app, "leadignite", "create table leads.mine ()"));
      assertThrows(SQLException.class, () -> run(app, "leadignite", "create table public.mine ()"));
      assertThrows(SQLException.class, () -> run(app, "leadignite", "create temp table mine ()"));

      PostgresAddress owner = as(server.address(), "leads_owner", "owner-secret");
      run(owner, "leadignite", "create table mine (); drop table mine");
    }
  }

  @Test
  void refusesAWrongPasswordAndKeepsTheRightOneFromOtherUsers() {
    Path home = folder.resolve("pg");
    try (PostgresServer server = PostgresServer.start(home, 0, Durability.THROWN_AWAY)) {
      PostgresAddress wrong = as(server.address(), server.address().user(), "guess");

      SQLException refusal = assertThrows(SQLException.class, () -> run(wrong, "postgres", ";"));

      assertEquals("28P01", refusal.getSQLState());
      assertEquals(
          "[OWNER_READ, OWNER_WRITE]",
          new java.util.TreeSet<>(
                  assertDoesNotThrowIo(
                      () -> Files.getPosixFilePermissions(home.resolve("superuser.password"))))
              .toString());
    }
  }

  @Test
  void saysInOneSentenceThatAPortIsTaken() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      EmbeddedException refusal =
          assertThrows(
              EmbeddedException.class,
              () ->
                  PostgresServer.start(
                      folder.resolve("pg"), taken.getLocalPort(), Durability.KEPT));

      assertEquals(
          "Port " + taken.getLocalPort() + " for PostgreSQL is taken.", refusal.getMessage());
    }
  }

  @Test
  void showsTheLogOfADataFolderThatIsBroken() throws Exception {
    Path home = folder.resolve("pg");
    PostgresServer.start(home, 0, Durability.THROWN_AWAY).close();
    Files.delete(home.resolve("data/global/pg_control"));

    EmbeddedException refusal =
        assertThrows(EmbeddedException.class, () -> PostgresServer.start(home, 0, Durability.KEPT));

    assertTrue(refusal.getMessage().contains("pg_control"), refusal.getMessage());
  }

  @Test
  void leavesNoProcessBehind() {
    PostgresServer server = PostgresServer.start(folder.resolve("pg"), 0, Durability.THROWN_AWAY);
    List<ProcessHandle> workers = server.process().descendants().toList();

    server.close();

    assertFalse(server.process().isAlive());
    assertTrue(workers.stream().noneMatch(ProcessHandle::isAlive));
  }

  private static PostgresAddress as(PostgresAddress server, String user, String password) {
    return new PostgresAddress(server.host(), server.port(), user, password, "postgres");
  }

  private static void run(PostgresAddress address, String database, String sql)
      throws SQLException {
    try (Connection connection = address.dataSource(database).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String ask(PostgresAddress address, String database, String sql)
      throws SQLException {
    try (Connection connection = address.dataSource(database).getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static <T> T assertDoesNotThrowIo(java.util.concurrent.Callable<T> call) {
    return org.junit.jupiter.api.Assertions.assertDoesNotThrow(call::call);
  }
}
