import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/**
 * What is compiled anew without a control: its source and whatever names its class, because
 * constants are copied to where they are used.
 *
 * @param sources the module's other sources that name the class
 * @param tests the control's tests that do, if they are in its module
 */
record Recompilation(List<Path> sources, List<Path> tests) {

  /** Finds it in the module's folder. */
  static Recompilation of(Control control, Path module) throws IOException {
    Path home = control.home();
    Pattern name = Pattern.compile("\\b" + className(control.file()) + "\\b");
    List<Path> tests =
        Path.of(control.module()).equals(home)
            ? naming(name, module.resolve("src/test/java")).stream()
                .filter(test -> control.tests().contains(className(test)))
                .toList()
            : List.of();
    List<Path> sources =
        naming(name, module.resolve("src/main/java")).stream()
            .filter(source -> !source.endsWith(control.file().getFileName()))
            .toList();
    return new Recompilation(sources, tests);
  }

  /** Compiles it and the changed source, as in a module's target folder; answers whether it can. */
  boolean compile(Path changed, Path target, String classpath) throws IOException {
    Path classes = Files.createDirectories(target.resolve("classes"));
    Path testClasses = Files.createDirectories(target.resolve("test-classes"));
    return compile(Stream.concat(Stream.of(changed), sources.stream()).toList(), classes, classpath)
        && (tests.isEmpty()
            || compile(tests, testClasses, classes + File.pathSeparator + classpath));
  }

  static boolean compile(List<Path> sources, Path to, String classpath) {
    Stream<String> options =
        Stream.of("-proc:none", "-nowarn", "-parameters", "-g", "-d", "" + to, "-cp", classpath);
    String[] arguments =
        Stream.concat(options, sources.stream().map(Path::toString)).toArray(String[]::new);
    return ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments) == 0;
  }

  private static List<Path> naming(Pattern name, Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(file -> file.toString().endsWith(".java")).toList()) {
        if (name.matcher(Files.readString(file)).find()) {
          found.add(file);
        }
      }
    }
    return found;
  }

  private static String className(Path source) {
    return source.getFileName().toString().replace(".java", "");
  }
}
