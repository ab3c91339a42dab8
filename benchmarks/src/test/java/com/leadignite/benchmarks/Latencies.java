package com.leadignite.benchmarks;

import java.time.Duration;
import java.util.Arrays;

/** The time of each answer of one round, kept whole: a round has some hundred thousand. */
final class Latencies {

  private int[] micros = new int[1 << 16];
  private int count;

  void add(long nanos) {
    if (count == micros.length) {
      micros = Arrays.copyOf(micros, count * 2);
    }
    micros[count++] = (int) Math.min(nanos / 1_000, Integer.MAX_VALUE);
  }

  int count() {
    return count;
  }

  /** The time below which this share of all answers came. */
  Duration percentile(double share) {
    int[] sorted = Arrays.copyOf(micros, count);
    Arrays.sort(sorted);
    int index = (int) Math.min(count - 1L, (long) (share * count));
    return Duration.ofNanos(1_000L * sorted[index]);
  }
}
