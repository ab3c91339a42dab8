import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes the controls of controls.txt out, one at a time, and runs the tests that should notice. */
final class RemoveControls {

  private static final String HELP =
      """
      security/remove-controls [options] [words]

      Takes each security control of security/controls.txt out of a copy of this project, runs the tests
      that should notice, and prints the controls that none of them misses. Words narrow it to the
      controls whose names have one of them, such as "B16" or "webhook", and to those of a module or
      a test class that is named whole, such as "auth-service" or "SignedTokenTest".

        --list       names the controls and does nothing else
        --check      only says whether each control's text is where the list says
        --in=FOLDER  works in this folder and leaves the copy there, so that the next run compiles less
        --removed    runs no tests with all controls in place: a run before has shown that they pass
        --help       this

      Ends with 0 when every control is missed, with 1 when one is not, with 2 when it cannot be told.
      """;

  private final Path project;
  private final List<Control> controls;

  private RemoveControls(Path project, List<Control> controls) {
    this.project = project;
    this.controls = controls;
  }

  public static void main(String[] args) throws Exception {
    List<String> options = Arrays.stream(args).filter(arg -> arg.startsWith("-")).toList();
    List<String> words = Arrays.stream(args).filter(arg -> !arg.startsWith("-")).toList();
    if (!options.stream().allMatch(option -> option.matches("--(list|check|removed|help|in=.+)"))) {
      System.err.print(HELP);
      System.exit(2);
    }
    if (options.contains("--help")) {
      System.out.print(HELP);
      return;
    }
    Path folder =
        Path.of(System.getProperty("jdk.launcher.sourcefile")).toAbsolutePath().getParent();
    List<Control> chosen =
        Control.read(folder.resolve("controls.txt")).stream()
            .filter(control -> words.isEmpty() || words.stream().anyMatch(control::isMeantBy))
            .toList();
    if (chosen.isEmpty()) {
      System.err.println("No control has a name with " + String.join(" or ", words));
      System.exit(2);
    }
    RemoveControls run = new RemoveControls(folder.getParent(), chosen);
    if (options.contains("--list")) {
      chosen.forEach(control -> System.out.println(control.name()));
    } else if (!run.listIsTrue()) {
      System.exit(2);
    } else if (!options.contains("--check")) {
      System.exit(run.inACopy(folder(options), !options.contains("--removed")));
    }
  }

  private static Optional<Path> folder(List<String> options) {
    return options.stream()
        .filter(option -> option.startsWith("--in="))
        .map(option -> Path.of(option.substring("--in=".length())).toAbsolutePath())
        .findFirst();
  }

  /** Whether every control is where the list says. */
  private boolean listIsTrue() throws IOException {
    boolean all = true;
    for (Control control : controls) {
      try {
        control.removedFrom(Files.readString(project.resolve(control.file())));
      } catch (IllegalArgumentException | IOException e) {
        System.out.println(control.name() + ": " + e.getMessage());
        all = false;
      }
    }
    return all;
  }

  private int inACopy(Optional<Path> named, boolean wholeFirst) throws Exception {
    if (named.isPresent()) {
      copyTo(Files.createDirectories(named.get()));
      return run(new Workbench(named.get()), wholeFirst);
    }
    Path copy = Files.createTempDirectory("lead-ignite-controls");
    // However this ends; the project itself is never written to.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(copy)));
    copyTo(copy);
    return run(new Workbench(copy), wholeFirst);
  }

  private int run(Workbench bench, boolean wholeFirst) throws Exception {
    System.out.println("Compiling a copy");
    bench.prepare(controls);
    return wholeFirst && !passWhole(bench) ? 2 : removeEach(bench);
  }

  /** Whether the tests pass with all controls in place. */
  private boolean passWhole(Workbench bench) throws Exception {
    System.out.println("Running the tests with all controls in place");
    for (Map.Entry<String, TreeSet<String>> module : testsByModule().entrySet()) {
      Workbench.Outcome whole = 
          bench.run(module.getKey(), module.getKey(), List.copyOf(module.getValue()));
      if (whole != Workbench.Outcome.UNNOTICED) {
        System.out.println(
            "  " + module.getKey() + ": they fail as it is; see " + bench.log(module.getKey()));
        return false;
      }
    }
    return true;
  }

  private int removeEach(Workbench bench) throws Exception {
    List<String> survivors = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    int number = 0;
    for (Control control : controls) {
      long begun = System.nanoTime();
      System.out.printf("[%d/%d] %s ", ++number, controls.size(), control.name());
      System.out.flush();
      Workbench.Outcome outcome = bench.without(control);
      System.out.printf(
          "… %s (%d s)%n",
          outcome.words(), Duration.ofNanos(System.nanoTime() - begun).toSeconds());
      if (outcome == Workbench.Outcome.NOTICED) {
        System.out.println("    by " + bench.failure(control.name()));
      }
      if (outcome == Workbench.Outcome.UNNOTICED) {
        survivors.add(control.name());
      } else if (outcome == Workbench.Outcome.UNKNOWN) {
        unknown.add(control.name() + ", see " + bench.log(control.name()));
      }
    }
    System.out.println();
    tell("Not missed by any test", survivors);
    tell("Not to be told", unknown);
    System.out.printf("%s: %d controls removed%n", LocalDate.now(), controls.size());
    return unknown.isEmpty() ? (survivors.isEmpty() ? 0 : 1) : 2;
  }

  private static void tell(String what, List<String> which) {
    System.out.println(what + ": " + (which.isEmpty() ? "none" : ""));
    which.forEach(one -> System.out.println("  " + one));
  }

  private Map<String, TreeSet<String>> testsByModule() {
    Map<String, TreeSet<String>> tests = new TreeMap<>();
    for (Control control : controls) {
      tests.computeIfAbsent(control.module(), none -> new TreeSet<>()).addAll(control.tests());
    }
    return tests;
  }

  /** What git knows, as it is in the working tree, and what is new there. */
  private void copyTo(Path copy) throws IOException, InterruptedException {
    Process git =
        new ProcessBuilder("git", "ls-files", "-z", "-c", "-o", "--exclude-standard")
            .directory(project.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String[] names = new String(git.getInputStream().readAllBytes(), "UTF-8").split("\0");
    if (git.waitFor() != 0) {
      throw new IOException("git cannot list the files");
    }
    removeOthers(copy, Set.of(names));
    for (String name : names) {
      Path from = project.resolve(name);
      Path to = copy.resolve(name);
      if (Files.isRegularFile(from) && !(Files.exists(to) && Files.mismatch(from, to) == -1)) {
        Files.createDirectories(to.getParent());
        Files.copy(
            from, to, StandardCopyOption.COPY_ATTRIBUTES, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** What is in a copy from before and not in the project any more; what was built stays. */
  private static void removeOthers(Path copy, Set<String> names) throws IOException {
    Files.walkFileTree(
        copy,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes is) {
            return folder.endsWith("target")
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
            if (!names.contains(copy.relativize(file).toString().replace('\\', '/'))) {
              Files.delete(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
  }

  static void delete(Path folder) {
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes is) throws IOException {
              Files.delete(file);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path left, IOException e) throws IOException {
              Files.delete(left);
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
