package com.leadignite.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Processor time as the operating system accounts it to processes: user and system together. */
final class CpuTime {

  /** USER_HZ, which is 100 on every architecture that Java has. */
  private static final long TICKS_PER_SECOND = 100;

  private CpuTime() {}

  /** What the process has taken since it started. */
  static Duration of(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("no accounting for " + process.pid()));
  }

  /** What the process and those it started, which still run, have taken. */
  static Duration ofTree(ProcessHandle root) {
    List<ProcessHandle> all = Stream.concat(Stream.of(root), root.descendants()).toList();
    return all.stream()
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /**
   * What children of the process have taken that have ended since it started; Linux only, zero
   * elsewhere.
   */
  static Duration ofEndedChildren(ProcessHandle process) throws IOException {
    Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
    if (!Files.isReadable(stat)) {
      return Duration.ZERO;
    }
    String text = Files.readString(stat);
    // After the name, which may have blanks: field 3 is the first, 16 and 17 are the children's.
    String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
  }
}
