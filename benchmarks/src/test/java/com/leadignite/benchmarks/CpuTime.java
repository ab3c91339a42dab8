package com.leadignite.benchmarks;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Processor time as the operating system accounts it to processes: user and system together. */
final class CpuTime {

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
}
