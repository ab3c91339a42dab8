package com.leadignite.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The directory of one PostgreSQL server: its data, password and log, and its programs run on it.
 */
final class PostgresDataDirectory {

  private static final Duration INIT_LIMIT = Duration.ofSeconds(60);

  private final Path root;
  private final PostgresPrograms programs;
  private final RunAs runAs;
  private long logStart;

  private PostgresDataDirectory(Path root, PostgresPrograms programs, RunAs runAs) {
    this.root = root;
    this.programs = programs;
    this.runAs = runAs;
  }

  static PostgresDataDirectory open(Path root, PostgresPrograms programs) throws IOException {
    RunAs runAs = RunAs.choose(root, programs.program("postgres"));
    PostgresDataDirectory folder = new PostgresDataDirectory(root, programs, runAs);
    if (!Files.exists(folder.log())) {
      Files.createFile(folder.log());
    }
    folder.markLog();
    return folder;
  }

  /**
   * Creates the database cluster; one that was not finished is thrown away.
   *
   * @throws EmbeddedException with the end of the log if initdb fails
   */
  void initialize(String administrator, String password, Durability durability) throws IOException {
    Path unfinished = root.resolve("data.new");
    Path passwordCopy = root.resolve("password.new");
    UnpackedBinaries.deleteTree(unfinished);
    SecretFile.write(passwordCopy, password);
    runAs.own(passwordCopy);
    List<String> command =
        new ArrayList<>(
            runAs.command(
                programs.program("initdb").toString(),
                "--pgdata=" + unfinished,
                "--username=" + administrator,
                "--pwfile=" + passwordCopy,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--data-checksums"));
    command.addAll(programs.collation());
    if (durability == Durability.THROWN_AWAY) {
      command.add("--no-sync");
    }
    try {
      Process initdb = run(command);
      if (!initdb.waitFor(INIT_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        initdb.destroyForcibly();
      }
      if (initdb.waitFor() != 0) {
        throw new EmbeddedException(
            "PostgreSQL's data folder " + data() + " cannot be made:\n" + logTail());
      }
      Files.move(unfinished, data());
    } catch (InterruptedException e) {
      throw Commands.interrupted(e);
    } finally {
      Files.deleteIfExists(passwordCopy);
    }
  }

  Path root() {
    return root;
  }

  Path data() {
    return root.resolve("data");
  }

  Path log() {
    return root.resolve("postgres.log");
  }

  PostgresPrograms programs() {
    return programs;
  }

  RunAs runAs() {
    return runAs;
  }

  /** From here on, {@link #logTail} shows new messages only. */
  void markLog() throws IOException {
    logStart = Files.size(log());
  }

  String logTail() {
    return LogFile.tailFrom(log(), logStart);
  }

  Process run(List<String> command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(new File(root.toString()))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
    // The messages are searched for words of ours, and a PG* variable would change what is started.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    builder.environment().put("LANG", "C");
    return builder.start();
  }
}
