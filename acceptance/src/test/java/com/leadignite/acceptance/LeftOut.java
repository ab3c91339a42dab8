package com.leadignite.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Says which tests were left out and why. As a program it runs inside Maven at the end of this
 * module, and speaks when Maven ends, so that nothing comes after it.
 */
public final class LeftOut {

  private static final String FILE = "left-out.txt";

  private LeftOut() {}

  static void write(List<String> lines) {
    try {
      Files.write(Path.of("target", FILE), lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Arranges for the lines to be said when Maven ends.
   *
   * @param arguments the module's build folder, and {@code true} if leaving out is a failure
   */
  public static void main(String[] arguments) throws IOException {
    Path file = Path.of(arguments[0], FILE);
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    Files.deleteIfExists(file); // or a later build without tests would say it again
    if (lines.isEmpty()) {
      return;
    }
    String text = "LEFT OUT, so not tested:\n  " + String.join("\n  ", lines);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(text)));
    if (Boolean.parseBoolean(arguments[1])) {
      throw new IllegalStateException(text);
    }
  }
}
