package com.leadignite.acceptance;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Keycloak's distribution from Maven Central, as it comes, with little memory. */
final class Keycloak implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final URI ready;
  private final Path log;

  private Keycloak(Process process, URI ready, Path log) {
    this.process = process;
    this.ready = ready;
    this.log = log;
  }

  /** Starts one; it is not ready yet when this returns. */
  static Keycloak start(int port, String adminPassword) throws IOException {
    Path log = Files.createTempFile(Path.of("target"), "keycloak", ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                program().toString(),
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--cache=local",
                "--db=dev-mem")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx384m");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_USERNAME", "admin");
    builder.environment().put("KC_BOOTSTRAP_ADMIN_PASSWORD", adminPassword);
    return new Keycloak(
        builder.start(), URI.create("http://127.0.0.1:" + port + "/realms/master"), log);
  }

  private static Path program() throws IOException {
    try (Stream<Path> found = Files.list(Path.of("target", "keycloak"))) {
      return found
          .map(folder -> folder.resolve("bin").resolve("kc.sh"))
          .filter(Files::exists)
          .findFirst()
          .orElseThrow()
          .toAbsolutePath();
    }
  }

  /** Waits until it answers. */
  void awaitReady() throws Exception {
    Await.until("Keycloak is ready; its log is " + log, PATIENCE, this::isReady);
  }

  private boolean isReady() {
    try {
      return HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      // It does not listen yet.
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    Stream.concat(process.descendants(), Stream.of(process.toHandle()))
        .forEach(ProcessHandle::destroyForcibly);
  }
}
