package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A packaged service.
 *
 * @param service which
 * @param packaging as what
 * @param command what to execute
 * @param bytes the size of what is deployed; of the JVM's, without the JVM
 */
record Program(Service service, Packaging packaging, List<String> command, long bytes) {

  Program {
    command = List.copyOf(command);
  }

  /**
   * The native executable, wherever {@code ./mvnw package -Dnative} left it.
   *
   * @return empty if there is none
   */
  static Optional<Program> executable(Path project, Service service) throws IOException {
    Path target = project.resolve(service.module()).resolve("target");
    if (!Files.isDirectory(target)) {
      return Optional.empty();
    }
    try (Stream<Path> files = Files.list(target)) {
      Optional<Path> file =
          files
              .filter(path -> path.getFileName().toString().endsWith("-runner"))
              .filter(Files::isExecutable)
              .findFirst();
      return file.map(path ->
          new Program(service, Packaging.NATIVE, List.of(path.toString()), path.toFile().length()));
    }
  }

  /** The jar, with the command that the local stack runs it with. */
  static Program jar(Path project, Service service, ProcessHandle running) throws IOException {
    List<String> command = new ArrayList<>(List.of(running.info().command().orElseThrow()));
    command.addAll(List.of(running.info().arguments().orElseThrow()));
    Path application = project.resolve(service.module()).resolve("target").resolve("quarkus-app");
    try (Stream<Path> files = Files.walk(application)) {
      long bytes =
          files.filter(Files::isRegularFile).mapToLong(path -> path.toFile().length()).sum();
      return new Program(service, Packaging.JVM, command, bytes);
    }
  }

  @Override
  public String toString() {
    return service.module() + " (" + packaging.label() + ")";
  }
}
