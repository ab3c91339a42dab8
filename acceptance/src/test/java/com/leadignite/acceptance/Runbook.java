package com.leadignite.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The commands of a section of {@code docs/operations.md}, which a test executes. */
final class Runbook {

  private Runbook() {}

  /** The lines of a section's first block of code. */
  static List<String> commands(String heading) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("..", "docs", "operations.md"));
    List<String> section = lines.subList(lines.indexOf("## " + heading) + 1, lines.size());
    return section.stream()
        .dropWhile(line -> !line.startsWith("```"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("```"))
        .toList();
  }
}
