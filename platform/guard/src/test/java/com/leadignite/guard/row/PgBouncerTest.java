package com.leadignite.guard.row;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.embedded.Databases;
import com.leadignite.embedded.Ports;
import com.leadignite.guard.testing.Servers;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Behind a PgBouncer that lends one server connection per transaction, to the next client. */
@Tag("B9")
class PgBouncerTest {

  private static final UUID A = UUID.fromString("01900000-0000-7000-8000-00000000000a");
  private static final UUID B = UUID.fromString("01900000-0000-7000-8000-00000000000b");
  private static final String WHO = "select current_setting('app.tenant_id', true) as tenant";

  private static TestingSchema schema;
  private static Process bouncer;
  private static int port;

  @BeforeAll
  static void start() throws Exception {
    Optional<Path> program = program();
    if (program.isEmpty()) {
      System.err.println("LEFT OUT: PgBouncerTest, because there is no pgbouncer on the PATH");
    }
    Assumptions.assumeTrue(program.isPresent(), "there is no pgbouncer on the PATH");
    schema = TestingSchema.create(Servers.postgres(), "bounced");
    port = Ports.free();
    Path folder = Servers.newFolder();
    Files.writeString(
        folder.resolve("users.txt"), "\"%s\" \"%s\"\n".formatted(schema.app(), Servers.PASSWORD));
    Files.writeString(
        folder.resolve("pgbouncer.ini"),
        """
        [databases]
        %s = host=127.0.0.1 port=%d
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        default_pool_size = 1
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(
                Databases.NAME, Servers.postgres().port(), port, folder.resolve("users.txt")));
    List<String> command = new ArrayList<>(List.of(program.get().toString()));
    if ("root".equals(System.getProperty("user.name"))) {
      command.addAll(List.of("-u", "nobody"));
    }
    command.add(folder.resolve("pgbouncer.ini").toString());
    bouncer =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("pgbouncer.log").toFile())
            .start();
    awaitListening();
  }

  @AfterAll
  static void stop() {
    if (bouncer != null) {
      bouncer.destroyForcibly();
    }
  }

  @Test
  void keepsIdentitiesApartOnOneServerConnection() {
    try (TestingPool first = bounced();
        TestingPool second = bounced()) {
      assertEquals(A.toString(), who(first.rows(), A));
      assertEquals(B.toString(), who(second.rows(), B));
      assertEquals("", tenantOutsideOfRows(first));
      assertEquals("", tenantOutsideOfRows(second));
    }
  }

  @Test
  void keepsIdentitiesApartAfterFailures() {
    try (TestingPool first = bounced();
        TestingPool second = bounced()) {
      assertThrows(
          RowFailure.class,
          () ->
              first
                  .rows()
                  .as(identity(A))
                  .query("select 1 / (select 0)", Tuple.tuple())
                  .await()
                  .atMost(Duration.ofMinutes(1)));
      assertThrows(
          IllegalStateException.class,
          () ->
              first
                  .rows()
                  .as(identity(A))
                  .transaction(t ->
                      t.query(WHO, Tuple.tuple())
                          .onItem()
                          .failWith(() -> new IllegalStateException("in the middle")))
                  .await()
                  .atMost(Duration.ofMinutes(1)));

      assertEquals("", tenantOutsideOfRows(second));
      assertEquals(B.toString(), who(second.rows(), B));
    }
  }

  private static TestingPool bounced() {
    return TestingPool.to(
        TestingPool.options(port, schema.app())
            .setCachePreparedStatements(false)
            .setUseLayer7Proxy(true),
        1);
  }

  private static Identity identity(UUID tenant) {
    return new Identity(tenant.toString(), "", "user");
  }

  private static String who(Rows rows, UUID tenant) {
    Row row =
        rows.as(identity(tenant))
            .query(WHO, Tuple.tuple())
            .await()
            .atMost(Duration.ofMinutes(1))
            .iterator()
            .next();
    return row.getString("tenant");
  }

  private static String tenantOutsideOfRows(TestingPool pool) {
    String tenant =
        pool.pool()
            .withConnection(connection -> connection.query(WHO).execute())
            .toCompletionStage()
            .toCompletableFuture()
            .join()
            .iterator()
            .next()
            .getString("tenant");
    return tenant == null ? "" : tenant;
  }

  private static Optional<Path> program() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)),
            Stream.of("/usr/sbin"))
        .map(folder -> Path.of(folder, "pgbouncer"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void awaitListening() throws InterruptedException {
    for (int i = 0; i < 1_200; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(50);
      }
    }
    throw new IllegalStateException("pgbouncer does not listen");
  }
}
