import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A control, and how it is taken out.
 *
 * @param name its number in docs/security-controls.md if it has one, and what it does
 * @param file where it is, from the project's folder
 * @param text the text that makes it one, in which blanks and line ends count alike
 * @param without what replaces it when it is taken out
 * @param module whose tests should notice
 * @param tests the simple names of the test classes that should
 */
record Control(
    String name, Path file, String text, String without, String module, List<String> tests) {

  /** Reads a list of controls, each a block of lines with an empty line after it. */
  static List<Control> read(Path list) throws IOException {
    List<Control> controls = new ArrayList<>();
    for (String block : Files.readString(list).split("\n\\s*\n")) {
      List<String> lines =
          block.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
      if (!lines.isEmpty()) {
        controls.add(of(lines));
      }
    }
    return controls;
  }

  private static Control of(List<String> lines) {
    List<String> tests = Arrays.asList(only(lines, "test ").split(" +"));
    return new Control(
        lines.getFirst(),
        Path.of(only(lines, "file ")),
        joined(lines, "- "),
        joined(lines, "+ "),
        tests.getFirst(),
        tests.subList(1, tests.size()));
  }

  private static String only(List<String> lines, String mark) {
    List<String> found = lines.stream().filter(line -> line.startsWith(mark)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(lines.getFirst() + ": needs one line \"" + mark + "…\"");
    }
    return found.getFirst().substring(mark.length()).strip();
  }

  private static String joined(List<String> lines, String mark) {
    return lines.stream()
        .filter(line -> line.startsWith(mark) || line.equals(mark.strip()))
        .map(line -> line.length() < 2 ? "" : line.substring(2))
        .collect(Collectors.joining("\n"));
  }

  /**
   * The file's content without the control.
   *
   * @throws IllegalArgumentException if its text is not there exactly once: the code has changed
   *     and the list has not
   */
  String removedFrom(String content) {
    String anyBlanks =
        Arrays.stream(text.strip().split("\\s+"))
            .map(Pattern::quote)
            .collect(Collectors.joining("\\s+"));
    Matcher found = Pattern.compile(anyBlanks).matcher(content);
    if (!found.find()) {
      throw new IllegalArgumentException("its text is no longer in " + file);
    }
    String removed = content.substring(0, found.start()) + without + content.substring(found.end());
    if (found.find()) {
      throw new IllegalArgumentException("its text is more than once in " + file);
    }
    return removed;
  }

  /** Whether the word is in its name, or names its module or one of its tests. */
  boolean isMeantBy(String word) {
    return name.contains(word) || module.equals(word) || tests.contains(word);
  }

  /** The folder of the module that it is in. */
  Path home() {
    return file.subpath(0, indexOfSources());
  }

  /** Where it is below its module's target/classes: a source file keeps its name. */
  Path inClasses() {
    return file.subpath(indexOfSources() + 3, file.getNameCount());
  }

  boolean isJava() {
    return file.toString().endsWith(".java");
  }

  private int indexOfSources() {
    for (int i = 0; i < file.getNameCount(); i++) {
      if (file.getName(i).toString().equals("src")) {
        return i;
      }
    }
    throw new IllegalArgumentException(file + " is not below src/main");
  }
}
