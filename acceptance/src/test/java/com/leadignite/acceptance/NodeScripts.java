package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The scripts of src/test/node, with what package-lock.json names installed beside a copy. */
final class NodeScripts {

  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path FOLDER = Path.of("target", "node");
  private static final int OLDEST = 20;

  private NodeScripts() {}

  /** Runs a script; it prints a line per check and ends with 0 where all hold. */
  static void run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path node = Programs.need("Node " + OLDEST + " or later", "node");
    Path npm = Programs.need("npm", "npm");
    int version = versionOf(node);
    assumeTrue(version >= OLDEST, () -> "Node is " + version + ", needed is " + OLDEST);
    install(npm);
    Path secrets = Files.createTempFile(Path.of("target"), "secrets", ".txt").toAbsolutePath();
    Map<String, String> all = new HashMap<>(environment);
    all.put("PLATFORM_URL", Platform.shared().url().toString());
    all.put("SECRETS_FILE", secrets.toString());
    try {
      Programs.run(FOLDER, all, 120, node.toString(), "--no-deprecation", script);
    } finally {
      Secrets.rememberLinesOf(secrets);
      Files.delete(secrets);
    }
  }

  /** Copies the scripts, and installs what they need unless the same was installed before. */
  private static void install(Path npm) throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, FOLDER.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    Path installed = FOLDER.resolve("installed-lock.json");
    Path wanted = FOLDER.resolve("package-lock.json");
    if (Files.exists(installed) && Files.mismatch(installed, wanted) < 0) {
      return;
    }
    List<String> command =
        List.of(npm.toString(), "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    Programs.run(FOLDER, Map.of(), 300, command.toArray(String[]::new));
    Files.copy(wanted, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static int versionOf(Path node) throws IOException, InterruptedException {
    String version =
        Programs.run(
            Path.of("."),
            Map.of(),
            20,
            node.toString(),
            "-p",
            "process.versions.node.split('.')[0]");
    return Integer.parseInt(version.strip());
  }
}
