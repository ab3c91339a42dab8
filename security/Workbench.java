import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A copy of the project, compiled once. A control is taken out of its class files; the one changed
 * source is compiled with those that name it, which takes a second where a build takes many.
 */
final class Workbench {

  private static final String CLASSPATH_GOAL =
      "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath";
  /** A module with JUnit's launcher, which Maven gives to the others only while it tests them. */
  private static final String HAS_LAUNCHER = "platform/guard";

  private static final int MINUTES_FOR_TESTS = 15;

  /** How {@code RunTests} begins the line that names the test that failed. */
  private static final String FAILED = "FAILED ";

  private static final int LINES_OF_A_FAILURE = 5;

  private final Path copy;
  private final Path runner;
  private final Path logs;

  /** Names the module that lacks a control, as long as one does. */
  private final Path takenOut;

  private final Map<String, String> classpaths = new HashMap<>();

  Workbench(Path copy) throws IOException {
    this.copy = copy;
    this.runner = Files.createDirectories(copy.resolve("target/remove-controls"));
    this.takenOut = runner.resolve("taken-out");
    this.logs =
        Files.createDirectories(
            Path.of(System.getProperty("java.io.tmpdir"), "remove-controls-logs"));
  }

  /** What came of running tests. */
  enum Outcome {
    NOTICED("missed"),
    UNNOTICED("NOT MISSED"),
    UNKNOWN("cannot be told");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  /** The output of the tests that ran under this name. */
  Path log(String name) {
    return logs.resolve(name.replaceAll("[^A-Za-z0-9]+", "-") + ".log");
  }

  /** The test that failed under this name and how its exception begins; empty if none failed. */
  String failure(String name) throws IOException {
    try (Stream<String> lines = Files.lines(log(name), StandardCharsets.ISO_8859_1)) {
      return lines
          .dropWhile(line -> !line.startsWith(FAILED))
          .limit(LINES_OF_A_FAILURE)
          .filter(line -> !line.isBlank())
          .map(line -> line.startsWith(FAILED) ? line.substring(FAILED.length()) : line.strip())
          .takeWhile(line -> !line.startsWith("at "))
          .collect(Collectors.joining(" "));
    }
  }

  /** Compiles everything that the controls and their tests need. */
  void prepare(List<Control> controls) throws Exception {
    if (Files.exists(takenOut)) {
      // A run that was cut off left it so, and Maven would not notice.
      Path built = copy.resolve(Files.readString(takenOut)).resolve("target");
      RemoveControls.delete(built.resolve("classes"));
      RemoveControls.delete(built.resolve("test-classes"));
      Files.delete(takenOut);
    }
    TreeSet<String> modules = new TreeSet<>();
    controls.forEach(control -> modules.add(control.module()));
    controls.forEach(control -> modules.add(slashed(control.home())));
    modules.add(HAS_LAUNCHER);
    List<String> maven =
        List.of(
            copy.resolve("mvnw").toString(),
            "-q",
            "-B",
            "-ntp",
            "-Dquick",
            "-pl",
            String.join(",", modules),
            "-am",
            "test-compile",
            CLASSPATH_GOAL,
            "-Dmdep.outputFile=target/test-classpath",
            "-Dmdep.includeScope=test");
    if (new ProcessBuilder(maven).directory(copy.toFile()).inheritIO().start().waitFor() != 0) {
      throw new IOException("the copy does not compile");
    }
    for (String module : modules) {
      Path target = copy.resolve(module).resolve("target");
      classpaths.put(
          module,
          String.join(
              File.pathSeparator,
              target.resolve("test-classes").toString(),
              target.resolve("classes").toString(),
              Files.readString(target.resolve("test-classpath")).strip()));
    }
    Path source =
        Path.of(System.getProperty("jdk.launcher.sourcefile")).resolveSibling("RunTests.java");
    if (!Recompilation.compile(List.of(source), runner, classpaths.get(HAS_LAUNCHER))) {
      throw new IOException(source + " does not compile");
    }
    String launcher =
        Arrays.stream(classpaths.get(HAS_LAUNCHER).split(File.pathSeparator))
            .filter(jar -> jar.contains("junit-platform-launcher"))
            .findFirst()
            .orElseThrow(() -> new IOException(HAS_LAUNCHER + " has no JUnit launcher"));
    classpaths.replaceAll((module, path) -> path + File.pathSeparator + launcher);
  }

  /** Runs a control's tests while it is taken out, and puts it back. */
  Outcome without(Control control) throws Exception {
    Path built = copy.resolve(control.home()).resolve("target");
    Path made = Files.createTempDirectory(runner, "made");
    Path kept = Files.createTempDirectory(runner, "kept");
    String removed = control.removedFrom(Files.readString(copy.resolve(control.file())));
    if (control.isJava()) {
      Path source = Files.writeString(runner.resolve(control.file().getFileName()), removed);
      boolean compiles =
          Recompilation.of(control, copy.resolve(control.home()))
              .compile(source, made, classpaths.get(slashed(control.home())));
      Files.delete(source);
      if (!compiles) {
        return Outcome.UNKNOWN;
      }
    } else {
      Path resource = made.resolve("classes").resolve(control.inClasses());
      Files.createDirectories(resource.getParent());
      Files.writeString(resource, removed);
    }
    Files.writeString(takenOut, slashed(control.home()));
    move(made, built, kept);
    try {
      return run(control.name(), control.module(), control.tests());
    } finally {
      move(kept, built, null);
      Files.delete(takenOut);
    }
  }

  /** Puts all files of one folder into another, and what was there before into a third. */
  private static void move(Path from, Path to, Path kept) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path name = from.relativize(file);
        if (kept != null && Files.exists(to.resolve(name))) {
          Files.createDirectories(kept.resolve(name).getParent());
          Files.copy(to.resolve(name), kept.resolve(name));
        }
        Files.copy(file, to.resolve(name), StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** Runs test classes of a module; the name is their log's. */
  Outcome run(String name, String module, List<String> tests) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                // Runs of seconds, most of which is starting: for them these cost more than they give.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+EnableDynamicAgentLoading",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "--add-opens=java.base/java.lang.invoke=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dquarkus.jacoco.enabled=false",
                "-cp",
                runner + File.pathSeparator + classpaths.get(module),
                "RunTests"));
    for (String test : tests) {
      command.add(qualified(module, test));
    }
    Process running =
        new ProcessBuilder(command)
            .directory(copy.resolve(module).toFile())
            .redirectErrorStream(true)
            .redirectOutput(log(name).toFile())
            .start();
    Thread end = new Thread(running::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(end);
    try {
      if (!running.waitFor(MINUTES_FOR_TESTS, TimeUnit.MINUTES)) {
        running.descendants().forEach(ProcessHandle::destroyForcibly);
        running.destroyForcibly();
        return Outcome.UNKNOWN;
      }
    } finally {
      Runtime.getRuntime().removeShutdownHook(end);
    }
    return switch (running.exitValue()) {
      case 0 -> Outcome.UNNOTICED;
      case 10 -> Outcome.NOTICED;
      default -> Outcome.UNKNOWN;
    };
  }

  private String qualified(String module, String test) throws IOException {
    Path classes = copy.resolve(module).resolve("target/test-classes");
    try (Stream<Path> files = Files.walk(classes)) {
      Path found =
          files
              .filter(file -> file.endsWith(test + ".class"))
              .findFirst()
              .orElseThrow(() -> new IOException(module + " has no test " + test));
      return slashed(classes.relativize(found)).replace('/', '.').replaceFirst("\\.class$", "");
    }
  }

  private static String slashed(Path path) {
    return path.toString().replace(File.separatorChar, '/');
  }
}
