package com.leadignite.acceptance;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Path;
import java.util.Map;

/** The scripts of src/test/node, with what package-lock.json names installed next to a copy. */
final class NodeScripts {

  /** The oldest version on which all that package-lock.json names runs. */
  private static final Version OLDEST = Version.parse("20.19.0");

  private NodeScripts() {}

  /** Runs a script. */
  static void run(String script, Map<String, String> environment)
      throws IOException, InterruptedException {
    Path node = Programs.need("Node " + OLDEST + " or later", "node");
    Path npm = Programs.need("npm", "npm");
    Version version = versionOf(node);
    assumeTrue(
        version.compareTo(OLDEST) >= 0, () -> "Node is " + version + ", needed is " + OLDEST);
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

  private static Version versionOf(Path node) throws IOException, InterruptedException {
    return Version.parse(
        Programs.run(Path.of("."), Map.of(), 300, node.toString(), "-p", "process.versions.node")
            .strip());
  }
}
