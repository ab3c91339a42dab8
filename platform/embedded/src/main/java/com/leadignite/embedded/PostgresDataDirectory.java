package com.leadignite.embedded;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of one PostgreSQL server, and how its programs are run on it. */
final class PostgresDataDirectory {

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

  /** Lets the user PostgreSQL runs as read a file of ours. */
  void give(Path file) throws IOException {
    runAs.own(file);
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
