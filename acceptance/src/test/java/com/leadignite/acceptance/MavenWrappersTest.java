package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code mvnw} and {@code mvnw.cmd} build with the same tools, in the same way. */
class MavenWrappersTest {

  private final String unix = read("mvnw");
  private final String windows = read("mvnw.cmd");

  @Test
  void nameTheSameMavenAndTheJdkThatIsCompiledFor() {
    assertThat(one(windows, "MAVEN_VERSION=([\\d.]+)"))
        .isEqualTo(one(unix, "maven_version=([\\d.]+)"));
    assertThat(one(windows, "JDK_FEATURE=(\\d+)"))
        .isEqualTo(one(unix, "jdk_feature=(\\d+)"))
        .isEqualTo(one(read("pom.xml"), "<maven.compiler.release>(\\d+)<"));
    assertThat(one(windows, "MAVEN_SHA512=(\\p{XDigit}+)")).hasSize(128);
    assertThat(one(unix, "maven_sha512=(\\p{XDigit}+)")).hasSize(128);
  }

  @Test
  void passTheSameToMavenAndLookAtTheSameArguments() {
    Pattern option =
        Pattern.compile("(?<=[\\s\"=(|])(-T\\d?|--threads|--file|-Dnative|-Pup)(?=[\\s\"*,)|=])");

    assertThat(all(windows, option)).isEqualTo(all(unix, option)).contains("-T2", "-Pup");
  }

  private static Set<String> all(String script, Pattern pattern) {
    return pattern
        .matcher(script)
        .results()
        .map(MatchResult::group)
        .collect(TreeSet::new, Set::add, Set::addAll);
  }

  private static String one(String text, String pattern) {
    assertThat(text).containsPattern(pattern);
    return Pattern.compile(pattern).matcher(text).results().findFirst().orElseThrow().group(1);
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of("..", file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
