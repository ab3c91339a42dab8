package com.leadignite.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A PostgreSQL server as a child process: it listens on the loopback address only, asks for
 * passwords (SCRAM) and keeps its data in a folder. A server that crashed can be started again on
 * the same folder.
 */
public final class PostgresServer implements AutoCloseable {

  private static final String HOST = "127.0.0.1";
  private static final String ADMINISTRATOR = "lead_ignite_admin";
  private static final String MAINTENANCE = "postgres";
  private static final Duration START_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Process process;
  private final PostgresAddress address;
  private final PostgresDataDirectory folder;

  private PostgresServer(Process process, PostgresAddress address, PostgresDataDirectory folder) {
    this.process = process;
    this.address = address;
    this.folder = folder;
  }

  /**
   * Starts a server and waits until it answers.
   *
   * @param folder where data, password and log are kept; created if it is missing
   * @param port the port to listen on, or 0 for any free one
   * @throws EmbeddedException in one sentence, with the end of the server's log, if it does not
   *     start within 30 seconds
   */
  public static PostgresServer start(Path folder, int port, Durability durability) {
    return start(folder, port, durability, PostgresPrograms.chosen());
  }

  /**
   * As {@link #start(Path, int, Durability)}, with the programs of another PostgreSQL.
   *
   * @param programs the folder with {@code postgres}, {@code initdb} and {@code pg_ctl}
   */
  public static PostgresServer start(Path folder, int port, Durability durability, Path programs) {
    return start(folder, port, durability, PostgresPrograms.in(programs));
  }

  private static PostgresServer start(
      Path folder, int port, Durability durability, PostgresPrograms programs) {
    if (port != 0 && !Ports.isFree(port)) {
      throw new EmbeddedException("Port " + port + " for PostgreSQL is taken.");
    }
    try {
      SecretFile.createFolder(folder.toAbsolutePath());
      PostgresDataDirectory files = PostgresDataDirectory.open(folder.toAbsolutePath(), programs);
      String password =
          SecretFile.readOrCreate(files.root().resolve("superuser.password"), new SecureRandom());
      if (!Files.exists(files.data())) {
        files.initialize(ADMINISTRATOR, password, durability);
      }
      return launch(files, port, password, durability);
    } catch (IOException e) {
      throw new EmbeddedException("PostgreSQL cannot use the folder " + folder + ": " + e + ".", e);
    }
  }

  private static PostgresServer launch(
      PostgresDataDirectory files, int wantedPort, String password, Durability durability)
      throws IOException {
    long deadline = System.nanoTime() + START_LIMIT.toNanos();
    while (true) {
      int port = wantedPort == 0 ? Ports.free() : wantedPort;
      PostgresAddress address =
          new PostgresAddress(HOST, port, ADMINISTRATOR, password, MAINTENANCE);
      files.markLog();
      Process process = files.run(command(files, port, durability));
      ProcessReaper.watch(process.toHandle(), ProcessReaper.EndBy.INT);
      if (isReady(process, address, deadline)) {
        return new PostgresServer(process, address, files);
      }
      process.destroyForcibly();
      String log = files.logTail();
      // After a kill -9, of the server or of its parent, the old processes need a moment to
      // go; and a free port may have been taken since we asked.
      boolean passes =
          log.contains("pre-existing shared memory block")
              || log.contains("lock file \"postmaster.pid\" already exists")
              || (wantedPort == 0 && log.contains("Address already in use"));
      if (!passes || System.nanoTime() > deadline) {
        throw new EmbeddedException(
            "PostgreSQL did not start on the data folder " + files.data() + ":\n" + log);
      }
      pause();
    }
  }

  private static List<String> command(
      PostgresDataDirectory files, int port, Durability durability) {
    List<String> command =
        new ArrayList<>(
            files
                .runAs()
                .command(
                    files.programs().program("postgres").toString(),
                    "-D",
                    files.data().toString(),
                    "-c",
                    "port=" + port,
                    "-c",
                    "listen_addresses=" + HOST,
                    // No socket file: its path has a length limit that deep folders break.
                    "-c",
                    "unix_socket_directories=",
                    "-c",
                    "max_connections=200",
                    "-c",
                    "password_encryption=scram-sha-256",
                    "-c",
                    "timezone=UTC"));
    if (durability == Durability.THROWN_AWAY) {
      command.addAll(
          List.of(
              "-c",
              "fsync=off",
              "-c",
              "synchronous_commit=off",
              "-c",
              "full_page_writes=off",
              // It would change plans, and the places of new rows, in the middle of a test.
              "-c",
              "autovacuum=off"));
    }
    return command;
  }

  private static boolean isReady(Process process, PostgresAddress address, long deadline) {
    while (process.isAlive() && System.nanoTime() < deadline) {
      try (Connection connection = address.dataSource(MAINTENANCE).getConnection()) {
        if (connection.isValid(1)) {
          return true;
        }
      } catch (SQLException e) {
        // 28P01: it answers, and will keep refusing this password.
        if ("28P01".equals(e.getSQLState())) {
          process.destroyForcibly();
          throw new EmbeddedException(
              "PostgreSQL refuses the kept password: superuser.password and data do not belong"
                  + " together.",
              e);
        }
      }
      pause();
    }
    return false;
  }

  private static void pause() {
    try {
      Thread.sleep(POLL);
    } catch (InterruptedException e) {
      throw Commands.interrupted(e);
    }
  }

  /** Where it answers, with the superuser's credentials. */
  public PostgresAddress address() {
    return address;
  }

  /** The postmaster's process. */
  public ProcessHandle process() {
    return process.toHandle();
  }

  /** The file it writes its messages to. */
  public Path log() {
    return folder.log();
  }

  /** Shuts the server down without waiting for its clients; it can be started again. */
  @Override
  public void close() {
    if (!process.isAlive()) {
      return;
    }
    try {
      askToStop("fast");
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        askToStop("immediate");
        process.destroyForcibly().waitFor();
      }
    } catch (IOException e) {
      process.destroyForcibly();
      throw new EmbeddedException("PostgreSQL could not be stopped in order: " + e + ".", e);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw Commands.interrupted(e);
    }
  }

  private void askToStop(String mode) throws IOException {
    folder.run(
        folder
            .runAs()
            .command(
                folder.programs().program("pg_ctl").toString(),
                "stop",
                "--no-wait",
                "--mode=" + mode,
                "--pgdata=" + folder.data()));
  }
}
