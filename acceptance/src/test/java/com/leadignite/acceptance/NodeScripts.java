package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The scripts of src/test/node, with what package-lock.json names installed beside a copy. */
final class NodeScripts {

  private static final int OLDEST = 20;

  private NodeScripts() {}

  /** Runs a script. */
  static void run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path node = Programs.need("Node " + OLDEST + " or later", "node");
    Path npm = Programs.need("npm", "npm");
    int version = versionOf(node);
    assumeTrue(version >= OLDEST, () -> "Node is " + version + ", needed is " + OLDEST);
    Path folder = Scripts.copied("node");
    Scripts.install(
        folder.resolve("package-lock.json"),
        () ->
            Programs.run(
                folder,
                Map.of(),
                600,
                npm.toString(),
                "ci",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund"));
    Scripts.run(folder, environment, node.toString(), "--no-deprecation", script);
  }

  private static int versionOf(Path node) throws IOException, InterruptedException {
    String version =
        Programs.run(
            Path.of("."),
            Map.of(),
            60,
            node.toString(),
            "-p",
            "process.versions.node.split('.')[0]");
    return Integer.parseInt(version.strip());
  }
}
