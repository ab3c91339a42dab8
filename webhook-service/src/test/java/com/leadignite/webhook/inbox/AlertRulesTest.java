package com.leadignite.webhook.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The Prometheus rules in docs/alerts, by Prometheus' own promtool (Debian's prometheus). */
class AlertRulesTest {

  private static final Path ALERTS = Path.of("..", "docs", "alerts");

  @Test
  void sayWhatTheirTestsSay() throws Exception {
    assumeTrue(isInstalled() || System.getProperty("ci") != null, "there is no promtool");

    promtool("check", "rules", "webhooks.yml");
    promtool("test", "rules", "webhooks.test.yml");
  }

  private static void promtool(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "promtool";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    Process process =
        new ProcessBuilder(command).directory(ALERTS.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
  }
}
