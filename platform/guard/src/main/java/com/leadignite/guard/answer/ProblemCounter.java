package com.leadignite.guard.answer;

import com.leadignite.guard.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Counts refusals and failures by kind: {@code leadignite_problems_total{problem,status}}. */
@Singleton
final class ProblemCounter {

  private final MeterRegistry registry;
  private final Map<ProblemType, Counter> counters = new ConcurrentHashMap<>();

  ProblemCounter(MeterRegistry registry) {
    this.registry = registry;
  }

  void count(ProblemType type) {
    counters.computeIfAbsent(type, this::counter).increment();
  }

  private Counter counter(ProblemType type) {
    return Counter.builder("leadignite.problems")
        .description("Answers that were problems, by kind")
        .tag("problem", type.slug())
        .tag("status", Integer.toString(type.status()))
        .register(registry);
  }
}
