package com.leadignite.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Short-lived helper programs. */
final class Commands {

  private Commands() {}

  /** Whether the program ran and ended with success in time; its output is thrown away. */
  static boolean succeeds(List<String> command, Duration limit) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        return false;
      }
      return process.exitValue() == 0;
    } catch (IOException e) {
      // Not installed, or not for this machine.
      return false;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static EmbeddedException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return new EmbeddedException("Interrupted while waiting for a server.", cause);
  }
}
