package com.leadignite.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends child processes when this JVM dies without a chance to do so itself (kill -9, a halted test
 * JVM). It is a shell that reads our pipe: the operating system closes that when we are gone. If
 * there is no POSIX shell (Windows) it does nothing.
 */
public final class ProcessReaper {

  /** How a child is asked to end. */
  public enum EndBy {
    /** Ends most programs in order. */
    TERM,
    /** Ends PostgreSQL without waiting for its clients. */
    INT
  }

  // Ignores the signals a terminal sends to all of a job: it has to outlive those it watches over.
  private static final String SCRIPT =
      """
      trap '' INT HUP TERM
      children=
      while read -r verb pid signal; do
        kept=
        for child in $children; do
          [ "${child%%:*}" = "$pid" ] || kept="$kept $child"
        done
        children=$kept
        [ "$verb" = forget ] || children="$children $pid:$signal"
      done
      for child in $children; do kill -s "${child#*:}" "${child%%:*}" 2>/dev/null; done
      for second in 1 2 3 4 5 6 7 8; do
        alive=
        for child in $children; do
          if kill -0 "${child%%:*}" 2>/dev/null; then alive="$alive $child"; fi
        done
        children=$alive
        [ -n "$children" ] || exit 0
        sleep 1
      done
      for child in $children; do kill -s KILL "${child%%:*}" 2>/dev/null; done
      """;

  private static final AtomicReference<@Nullable ProcessReaper> RUNNING = new AtomicReference<>();

  private final Writer pipe;

  private ProcessReaper(Process shell) {
    this.pipe = shell.outputWriter();
  }

  /** Ends the process when this JVM dies, unless it has ended before. */
  public static void watch(ProcessHandle child, EndBy signal) {
    if (File.separatorChar != '/') {
      return;
    }
    long pid = child.pid();
    tell("watch " + pid + " " + signal);
    // A number that is free again may belong to somebody else's process.
    var _ = child.onExit().thenRun(() -> tell("forget " + pid));
  }

  private static synchronized void tell(String line) {
    try {
      ProcessReaper guardian = RUNNING.get();
      if (guardian == null) {
        guardian = start();
        RUNNING.set(guardian);
      }
      guardian.pipe.write(line + "\n");
      guardian.pipe.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("The guardian of the child processes is gone", e);
    }
  }

  private static ProcessReaper start() throws IOException {
    return new ProcessReaper(
        new ProcessBuilder("/bin/sh", "-c", SCRIPT)
            .directory(new File("/"))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start());
  }
}
