package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Programs of this machine that some tests need. */
final class Programs {

  private static final Pattern PATHS = Pattern.compile(File.pathSeparator, Pattern.LITERAL);

  private Programs() {}

  /** The first of these that is on the PATH. */
  static Optional<Path> find(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(name -> PATHS.splitAsStream(path).map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** The program; if there is none the test is left out, and the build says why at its end. */
  static Path need(String what, String... names) {
    Optional<Path> found = find(names);
    assumeTrue(found.isPresent(), () -> what + " is not on the PATH");
    return found.orElseThrow();
  }

  /**
   * Runs a program to its end with its output on ours.
   *
   * @return what it printed
   * @throws AssertionError if it fails or takes longer than the limit
   */
  static String run(Path folder, Map<String, String> environment, int seconds, String... command)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(Path.of("target"), "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
    if (!ended) {
      Stream.concat(process.descendants(), Stream.of(process.toHandle()))
          .forEach(ProcessHandle::destroyForcibly);
    }
    String printed = Files.readString(output, StandardCharsets.UTF_8);
    Files.delete(output);
    System.out.print(printed);
    if (!ended || process.exitValue() != 0) {
      String how = ended ? "ended with " + process.exitValue() : "took over " + seconds + " s";
      throw new AssertionError(List.of(command) + " " + how + ":\n" + printed);
    }
    return printed;
  }
}
