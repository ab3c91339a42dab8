package com.leadignite.stack;

import com.leadignite.embedded.LogFile;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a service's log, JSON lines of up to many kilobytes, says to people. */
final class ServiceLog {

  private static final int TAIL_BYTES = 100_000;
  private static final int MOST_LINES = 12;
  private static final int LONGEST_LINE = 300;

  private ServiceLog() {}

  /**
   * The last error with its causes, without the stacks; the last lines if there is none.
   *
   * @param start where this run's part of the file begins, in bytes
   */
  static String lastError(Path log, long start) {
    List<String> lines = LogFile.tailFrom(log, start, TAIL_BYTES).lines().toList();
    for (String line : lines.reversed()) {
      Optional<String> error = error(line);
      if (error.isPresent()) {
        return error.get();
      }
    }
    return shortened(lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
  }

  private static Optional<String> error(String line) {
    try {
      JsonObject entry = line.startsWith("{") ? new JsonObject(line) : new JsonObject();
      String level = entry.getString("level", "");
      if (!level.equals("ERROR") && !level.equals("FATAL")) {
        return Optional.empty();
      }
      List<String> text = new ArrayList<>(List.of(entry.getString("message", "")));
      entry
          .getString("stackTrace", "")
          .lines()
          .filter(frame -> !frame.startsWith("\t"))
          .map(String::strip)
          .forEach(text::add);
      return Optional.of(shortened(text));
    } catch (DecodeException | ClassCastException e) {
      // Another program's line that begins like ours.
      return Optional.empty();
    }
  }

  private static String shortened(List<String> lines) {
    return lines.stream()
        .limit(MOST_LINES)
        .map(line -> line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "…" : line)
        .reduce((before, line) -> before + "\n" + line)
        .orElse("(nothing)");
  }
}
