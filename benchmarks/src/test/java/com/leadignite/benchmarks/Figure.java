package com.leadignite.benchmarks;

import java.util.Locale;
import java.util.OptionalDouble;

/** What is measured of each service, and what it must be natively. */
enum Figure {
  START("exec to ready (ms)", 0, 80),
  START_MIGRATING("the same with the migrations asked after (ms)", 0),
  FIRST_READ("exec to the first guarded read answered (ms)", 0),
  IDLE("RSS idle (MB)", 0, 70),
  LOADED("RSS after the first requests (MB)", 0, 160),
  LOADED_AGAIN("RSS after as many again (MB)", 0, 160),
  GROWTH("growth from the one to the other (%)", 1, 10),
  SIZE("executable, or jars (MB)", 0),
  RATE("guarded reads (1/s)", 0),
  CPU("CPU per guarded read (µs)", 1);

  private final String label;
  private final int decimals;
  private final double target;

  Figure(String label, int decimals) {
    this(label, decimals, Double.NaN);
  }

  Figure(String label, int decimals, double target) {
    this.label = label;
    this.decimals = decimals;
    this.target = target;
  }

  String label() {
    return label;
  }

  /** What the executable has to stay below. */
  OptionalDouble target() {
    return Double.isNaN(target) ? OptionalDouble.empty() : OptionalDouble.of(target);
  }

  String format(double value) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
