package com.leadignite.benchmarks;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** The middle of what several measurements say. */
final class Medians {

  private Medians() {}

  static <T> double of(List<T> measurements, ToDoubleFunction<T> figure) {
    List<Double> sorted =
        measurements.stream().map(figure::applyAsDouble).sorted(Comparator.naturalOrder()).toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
