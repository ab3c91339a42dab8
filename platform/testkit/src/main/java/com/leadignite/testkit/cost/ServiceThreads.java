package com.leadignite.testkit.cost;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.HashMap;
import java.util.Map;

/**
 * Processor time of the threads of the service under test, which runs in the test's own process:
 * what all threads but the calling one have used. Another process on the machine does not change
 * it, as it does a clock.
 */
public final class ServiceThreads {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private ServiceThreads() {}

  /** The nanoseconds that the service worked while the calling thread ran this. */
  public static long nanos(Runnable request) {
    Map<Long, Long> before = times();
    request.run();
    return times().entrySet().stream()
        .mapToLong(thread -> thread.getValue() - before.getOrDefault(thread.getKey(), 0L))
        .sum();
  }

  private static Map<Long, Long> times() {
    Map<Long, Long> times = new HashMap<>();
    long own = Thread.currentThread().threadId();
    for (long id : THREADS.getAllThreadIds()) {
      long time = id == own ? -1 : THREADS.getThreadCpuTime(id);
      if (time >= 0) {
        times.put(id, time);
      }
    }
    return times;
  }
}
