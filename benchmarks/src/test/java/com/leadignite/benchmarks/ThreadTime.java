package com.leadignite.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Processor time as Linux accounts it to threads. */
final class ThreadTime {

  private ThreadTime() {}

  /** What the threads of the process have taken whose names begin so. */
  static Duration of(ProcessHandle process, String prefix) throws IOException {
    Path tasks = Path.of("/proc/" + process.pid() + "/task");
    Duration sum = Duration.ZERO;
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(tasks)) {
      for (Path thread : threads) {
        if (Files.readString(thread.resolve("comm")).startsWith(prefix)) {
          String onProcessor = Files.readString(thread.resolve("schedstat")).split(" ", 2)[0];
          sum = sum.plusNanos(Long.parseLong(onProcessor));
        }
      }
    }
    return sum;
  }
}
