package com.leadignite.benchmarks;

import com.leadignite.stack.Service;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** The figures of all services, native and on the JVM. */
final class Findings {

  private final Map<Service, Map<Packaging, Map<Figure, Double>>> all = new TreeMap<>();

  void add(Program program, Figure figure, double value) {
    all.computeIfAbsent(program.service(), key -> new EnumMap<>(Packaging.class))
        .computeIfAbsent(program.packaging(), key -> new EnumMap<>(Figure.class))
        .put(figure, value);
  }

  /** By how much the second load made the program larger, from what was added before. */
  void growth(Program program) {
    Map<Figure, Double> figures = all.get(program.service()).get(program.packaging());
    double first = figures.get(Figure.LOADED);
    add(program, Figure.GROWTH, (figures.get(Figure.LOADED_AGAIN) - first) / first * 100);
  }

  /** As Markdown: a line for each figure, two columns for each service. */
  String table() {
    StringBuilder head = new StringBuilder("| | target |");
    StringBuilder rule = new StringBuilder("|---|---|");
    all.forEach((service, packagings) ->
        packagings.forEach((packaging, figures) -> {
          head.append(" ").append(service.shortName()).append(" ").append(packaging.label());
          head.append(" |");
          rule.append("---:|");
        }));
    StringBuilder table = new StringBuilder(head).append("\n").append(rule).append("\n");
    for (Figure figure : Figure.values()) {
      table.append("| ").append(figure.label()).append(" | ");
      figure.target().ifPresent(target -> table.append("< ").append(figure.format(target)));
      table.append(" |");
      all.forEach((service, packagings) ->
          packagings.forEach((packaging, figures) ->
              table.append(" ").append(figure.format(figures.get(figure))).append(" |")));
      table.append("\n");
    }
    return table.toString();
  }

  /** Holds the executables' figures to the targets. */
  void judge(Verdicts verdicts) {
    all.forEach((service, packagings) ->
        packagings
            .getOrDefault(Packaging.NATIVE, Map.of())
            .forEach((figure, value) ->
                figure
                    .target()
                    .ifPresent(target ->
                        verdicts.add(
                            value < target,
                            service.shortName() + " " + figure.label(),
                            figure.format(value),
                            "< " + figure.format(target)))));
  }
}
