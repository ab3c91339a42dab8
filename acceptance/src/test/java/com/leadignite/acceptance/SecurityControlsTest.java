package com.leadignite.acceptance;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Holds docs/security-controls.md to the tests that carry the numbers, in both directions. */
class SecurityControlsTest {

  private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

  /** Tests, and the suites of the testkit that services run against themselves. */
  private static final Pattern SOURCES = Pattern.compile("/src/test/java/|/testkit/src/main/java/");

  private static final Pattern TAG = Pattern.compile("@Tag\\(\"(B\\d+)\"\\)");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| (B\\d+) \\|.*\\|([^|]*)\\|$");
  private static final Pattern NAME = Pattern.compile("`(\\w+)`");

  @Test
  void theDocumentListsTheTestsOfEachControlAndNoOthers() throws IOException {
    Map<String, Set<String>> written = new TreeMap<>();
    String document = Files.readString(PROJECT.resolve("docs/security-controls.md"));
    ROW.matcher(document)
        .results()
        .forEach(row -> written.put(row.group(1), matches(NAME, row.group(2))));

    Map<String, Set<String>> tagged = new TreeMap<>();
    for (Path source : testSources()) {
      String test = source.getFileName().toString().replace(".java", "");
      matches(TAG, Files.readString(source))
          .forEach(tag -> tagged.computeIfAbsent(tag, none -> new TreeSet<>()).add(test));
    }

    assertThat(written).isEqualTo(tagged);
  }

  private static Set<String> matches(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult found) -> found.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static List<Path> testSources() throws IOException {
    try (Stream<Path> files = Files.walk(PROJECT)) {
      return files
          .filter(file -> SOURCES.matcher(file.toString()).find())
          .filter(file -> file.toString().endsWith(".java"))
          .toList();
    }
  }
}
