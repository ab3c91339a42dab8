package com.leadignite.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Reads every line the platform logged while the whole suite ran. */
@Tag("B32")
@Isolated
@Order(Integer.MAX_VALUE)
class LogsIT {

  private static final int BEGINNING = 8;

  @Test
  void noLogHoldsAPasswordATokenASecretOrAnAddressThatTheSuiteUsed() throws Exception {
    Platform platform = Platform.ownOnly();
    Person.signUp(Client.ofThePlatform()); // so that there is something to find when run alone
    Set<String> secrets = Secrets.all();
    // Thousands of secrets in a hundred thousand lines: looked up by how they begin.
    Map<String, List<String>> byBeginning =
        secrets.stream()
            .map(secret -> secret.toLowerCase(Locale.ROOT))
            .collect(Collectors.groupingBy(secret -> secret.substring(0, BEGINNING)));
    List<String> found = new ArrayList<>();
    long lines = 0;
    for (Path log : platform.logs()) {
      for (String line : read(log)) {
        lines++;
        if (holdsOneOf(byBeginning, line.toLowerCase(Locale.ROOT))) {
          found.add(log.getFileName() + ": " + line);
        }
      }
    }
    System.out.println(secrets.size() + " secrets looked for in " + lines + " log lines");
    assertThat(secrets).isNotEmpty();
    assertThat(lines).isPositive();
    assertThat(found).isEmpty();
  }

  private static boolean holdsOneOf(Map<String, List<String>> byBeginning, String line) {
    for (int i = 0; i + BEGINNING <= line.length(); i++) {
      List<String> candidates = byBeginning.get(line.substring(i, i + BEGINNING));
      int at = i;
      if (candidates != null && candidates.stream().anyMatch(s -> line.startsWith(s, at))) {
        return true;
      }
    }
    return false;
  }

  private static List<String> read(Path log) throws IOException {
    return new String(Files.readAllBytes(log), StandardCharsets.UTF_8).lines().toList();
  }
}
