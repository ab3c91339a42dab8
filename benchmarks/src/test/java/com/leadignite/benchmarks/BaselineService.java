package com.leadignite.benchmarks;

import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The service without the guard, as a process of its own that is started like the real ones. */
final class BaselineService implements AutoCloseable {

  private final Process process;
  private final URI url;

  private BaselineService(Process process, URI url) {
    this.process = process;
    this.url = url;
  }

  /**
   * Starts it.
   *
   * @param java the command and the options that the platform's services run with
   * @param settings the file with its configuration
   */
  static BaselineService start(List<String> java, int port, Path settings) throws IOException {
    List<String> command = new ArrayList<>(java);
    command.add("-Dquarkus.http.port=" + port);
    command.add("-jar");
    command.add(Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "baseline.log").toFile());
    builder.environment().put("QUARKUS_CONFIG_LOCATIONS", settings.toUri().toString());
    return new BaselineService(builder.start(), URI.create("http://127.0.0.1:" + port));
  }

  /** Waits until it listens. */
  void awaitReady() throws IOException, InterruptedException {
    for (int i = 0; i < 300 && process.isAlive(); i++) {
      if (isListening()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new IOException("the baseline did not start; see target/baseline.log");
  }

  private boolean isListening() throws IOException {
    try (Socket probe = new Socket(url.getHost(), url.getPort())) {
      return probe.isConnected();
    } catch (ConnectException e) {
      return false;
    }
  }

  URI url() {
    return url;
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
