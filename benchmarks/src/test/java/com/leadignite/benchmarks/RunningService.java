package com.leadignite.benchmarks;

import com.leadignite.embedded.Ports;
import com.leadignite.embedded.ProcessReaper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A service on ports of its own, started for measuring. First a shell waits in its process for a
 * line, and becomes the service when it has read that: so the time that this JVM takes to make a
 * process is not counted.
 */
final class RunningService implements AutoCloseable {

  private static final String GATE = "read -r go && exec \"$0\" \"$@\"";
  private static final int STOP_SECONDS = 10;

  private final Program program;
  private final Process process;
  private final Path log;
  private final int port;
  private final int managementPort;

  private RunningService(Program program, Process process, Path log, int port, int managementPort) {
    this.program = program;
    this.process = process;
    this.log = log;
    this.port = port;
    this.managementPort = managementPort;
  }

  /** Makes the process, which waits for {@link #exec}. */
  static RunningService prepare(Program program, ServiceSettings settings, Path folder)
      throws IOException {
    int port = Ports.free();
    int managementPort = Ports.free();
    String name = program.service().shortName() + "-" + port;
    Path file = folder.resolve(name + ".properties");
    settings
        .with("quarkus.http.port", String.valueOf(port))
        .with("quarkus.management.port", String.valueOf(managementPort))
        .write(file);
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", GATE));
    command.addAll(program.command());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("QUARKUS_CONFIG_LOCATIONS", file.toUri().toString());
    Process process = builder.start();
    ProcessReaper.watch(process.toHandle(), ProcessReaper.EndBy.TERM);
    return new RunningService(program, process, log, port, managementPort);
  }

  /**
   * Lets the process become the service.
   *
   * @return the moment, as {@link System#nanoTime} has it
   */
  long exec() throws IOException {
    long now = System.nanoTime();
    process.getOutputStream().write('\n');
    process.getOutputStream().flush();
    return now;
  }

  /** Fails, with the end of what it said, if it has ended. */
  void requireAlive() throws IOException {
    if (!process.isAlive()) {
      List<String> lines = Files.readAllLines(log);
      throw new IllegalStateException(
          program
              + " has ended:\n"
              + String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size())));
    }
  }

  Program program() {
    return program;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  int port() {
    return port;
  }

  int managementPort() {
    return managementPort;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public String toString() {
    return program.toString();
  }

  /** Ends it, and waits for that. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      process.getOutputStream().close();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
