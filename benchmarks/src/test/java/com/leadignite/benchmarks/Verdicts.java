package com.leadignite.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** Which targets are met. */
final class Verdicts {

  private final List<String> missed = new ArrayList<>();
  private int met;

  void add(boolean isMet, String what, String value, String target) {
    if (isMet) {
      met++;
    } else {
      missed.add(what + ": " + value + ", target " + target);
    }
  }

  /** One line. */
  @Override
  public String toString() {
    int all = met + missed.size();
    return missed.isEmpty()
        ? "All " + all + " targets are met."
        : met + " of " + all + " targets are met; missed: " + String.join("; ", missed) + ".";
  }
}
