package com.leadignite.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A C library that hashes on all processors at once, and nothing else: the most they can do. */
final class RawHashes {

  private final CLibraryArgon2 library;
  private final int threads = Runtime.getRuntime().availableProcessors();

  RawHashes(CLibraryArgon2 library) {
    this.library = library;
  }

  /**
   * What came of it.
   *
   * @param count hashes
   * @param wall how long it took
   * @param cpu processor time that the hashes took
   */
  record Result(long count, Duration wall, Duration cpu) {

    double perSecond() {
      return count / (wall.toNanos() / 1e9);
    }

    double cpuMillis() {
      return cpu.toNanos() / 1e6 / count;
    }
  }

  private record Share(long count, long cpuNanos) {}

  /** Hashes on every processor for as long. */
  Result run(Duration duration) throws InterruptedException {
    long start = System.nanoTime();
    long end = start + duration.toNanos();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Callable<Share>> work = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        work.add(() -> hashUntil(end));
      }
      long count = 0;
      long cpu = 0;
      for (Future<Share> share : pool.invokeAll(work)) {
        count += share.get().count();
        cpu += share.get().cpuNanos();
      }
      return new Result(count, Duration.ofNanos(System.nanoTime() - start), Duration.ofNanos(cpu));
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }

  private Share hashUntil(long end) {
    long count = 0;
    long cpu = 0;
    for (; System.nanoTime() < end; count++) {
      cpu += library.nanosOfOne();
    }
    return new Share(count, cpu);
  }
}
