package com.leadignite.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file a child process writes its output to. */
public final class LogFile {

  private static final int TAIL_BYTES = 2_000;
  private static final long ROTATE_BYTES = 10_000_000;

  private LogFile() {}

  /** Opens the file to append to; one that has grown large is set aside as {@code .old} first. */
  public static ProcessBuilder.Redirect appendTo(Path file) throws IOException {
    if (Files.exists(file) && Files.size(file) > ROTATE_BYTES) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".old"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }
    return ProcessBuilder.Redirect.appendTo(file.toFile());
  }

  /** The file's last lines, but none before an offset in bytes. */
  static String tailFrom(Path file, long start) {
    return tailFrom(file, start, TAIL_BYTES);
  }

  /**
   * The file's last lines; empty if there is no such file.
   *
   * @param start nothing before this offset in bytes is shown
   * @param most how many bytes to show at most
   */
  public static String tailFrom(Path file, long start, int most) {
    if (!Files.exists(file)) {
      return "";
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(start, log.length() - most);
      byte[] bytes = new byte[(int) Math.max(0, log.length() - from)];
      log.seek(Math.min(from, log.length()));
      log.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      // The first line is cut anywhere when the file is longer than what is shown.
      return from == start ? text : text.substring(text.indexOf('\n') + 1);
    } catch (IOException e) {
      return "(" + file + " cannot be read: " + e.getMessage() + ")";
    }
  }
}
