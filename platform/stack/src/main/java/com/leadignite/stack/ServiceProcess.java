package com.leadignite.stack;

import com.leadignite.embedded.LogFile;
import com.leadignite.embedded.ProcessReaper;
import com.leadignite.embedded.SecretFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs one service as a child process. */
final class ServiceProcess {

  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  private final Service service;
  private final StackOptions options;
  private final DataFolder folder;
  private volatile long logStart;

  ServiceProcess(Service service, StackOptions options, DataFolder folder) {
    this.service = service;
    this.options = options;
    this.folder = folder;
  }

  Path log() {
    return folder.logs().resolve(service.shortName() + ".log");
  }

  /** Its properties while it runs. */
  Path settings() {
    return folder.run().resolve(service.shortName() + ".properties");
  }

  /** Why it ended, as far as it said. */
  String lastError() {
    return ServiceLog.lastError(log(), logStart);
  }

  /**
   * Starts it; it is not ready yet when this returns.
   *
   * @param settings its properties, which go through a file of the owner's
   * @param secretEnvironment what must not be written to any file
   */
  SupervisedProcess.Child start(
      Map<String, String> settings, Map<String, String> secretEnvironment) {
    Path file = settings();
    try {
      // A file, because everybody on the machine can read a process's arguments.
      SecretFile.write(file, PropertiesText.of(settings));
      ProcessBuilder builder =
          new ProcessBuilder(command(options.heapMegabytes()))
              .directory(folder.run().toFile())
              .redirectErrorStream(true)
              .redirectOutput(LogFile.appendTo(log()));
      logStart = Files.exists(log()) ? Files.size(log()) : 0;
      builder.environment().put("QUARKUS_CONFIG_LOCATIONS", file.toUri().toString());
      builder.environment().putAll(secretEnvironment);
      Process process = builder.start();
      ProcessReaper.watch(process.toHandle(), ProcessReaper.EndBy.TERM);
      return new SupervisedProcess.Child(process.toHandle(), () -> stop(process));
    } catch (IOException e) {
      throw new StackException(service.module() + " cannot be started: " + e + ".", e);
    }
  }

  private static void stop(Process process) {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * What starts it.
   *
   * @throws StackException in one sentence if there is nothing to start
   */
  List<String> command(int heapMegabytes) {
    String heap = "-Xmx" + heapMegabytes + "m";
    return options.nativeImages() ? List.of(executable().toString(), heap) : javaCommand(heap);
  }

  private List<String> javaCommand(String heap) {
    Path java = Path.of(System.getProperty("java.home", ""), "bin", "java");
    if (!Files.isExecutable(java) && !Files.isExecutable(Path.of(java + ".exe"))) {
      throw new StackException("There is no Java at " + java + "; run ./mvnw, which finds one.");
    }
    Path jar = target().resolve("quarkus-app").resolve("quarkus-run.jar");
    if (!Files.exists(jar)) {
      throw notBuilt("./mvnw -Pup");
    }
    List<String> command = new ArrayList<>(List.of(java.toString()));
    command.addAll(
        List.of(
            heap,
            "-Xss512k",
            "-XX:+UseSerialGC",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"));
    command.addAll(List.of("-jar", jar.toString()));
    return command;
  }

  private Path executable() {
    if (Files.isDirectory(target())) {
      try (Stream<Path> files = Files.list(target())) {
        return files
            .filter(file -> file.getFileName().toString().matches(".*-runner(\\.exe)?"))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow(() -> notBuilt("./mvnw -Pup -Dnative"));
      } catch (IOException e) {
        throw new StackException(target() + " cannot be read: " + e + ".", e);
      }
    }
    throw notBuilt("./mvnw -Pup -Dnative");
  }

  private Path target() {
    return options.project().resolve(service.module()).resolve("target");
  }

  private StackException notBuilt(String command) {
    return new StackException(
        service.module() + " is not built in " + options.project() + ": run " + command + ".");
  }
}
