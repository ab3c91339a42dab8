package com.leadignite.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What the verification of a token costs: the guarded read by somebody with many tokens, which are
 * remembered once verified, and the same if so few are remembered that each request brings one that
 * is not.
 */
final class TokenMeasurement {

  private static final double TARGET_MICROS = 20;
  private static final int LIFE_SECONDS = 15 * 60;
  private static final int SECONDS_BETWEEN_REQUESTS = 5;

  /** More than are remembered if none are to be, which is one or two all the same. */
  private static final int TOKENS = 20;

  private final ServiceMeasurement measurement;
  private final NativeOptions options;
  private final Rounds rounds;
  private final List<String> tokens;

  TokenMeasurement(
      ServiceMeasurement measurement, NativeOptions options, Rounds rounds, URI platform)
      throws IOException, InterruptedException {
    this.measurement = measurement;
    this.options = options;
    this.rounds = rounds;
    this.tokens = measurement.read().reader().moreTokens(platform, TOKENS);
  }

  /** Reads in turns; a table. */
  String run(List<RunningService> remembering, Verdicts verdicts) throws Exception {
    System.out.println("Token checks");
    ServiceSettings forgetful =
        measurement.settings().withoutOwner().with("leadignite.token.remembered", "0");
    List<RunningService> all = new ArrayList<>(remembering);
    List<RunningService> forgetting = new ArrayList<>();
    try {
      for (RunningService service : remembering) {
        forgetting.add(measurement.running(service.program(), forgetful));
      }
      all.addAll(forgetting);
      List<Contender> contenders = measurement.contenders(all, tokens);
      rounds.warmUp(contenders, Span.of(options.requests() / 5));
      Map<Contender, List<Sample>> samples =
          rounds.run(contenders, options.span(), options.rounds());
      return table(contenders, samples, verdicts);
    } finally {
      forgetting.forEach(RunningService::close);
    }
  }

  private static String table(
      List<Contender> contenders, Map<Contender, List<Sample>> samples, Verdicts verdicts) {
    int uses = LIFE_SECONDS / SECONDS_BETWEEN_REQUESTS;
    StringBuilder table = new StringBuilder();
    table.append("| | CPU µs per read, token remembered | not remembered |");
    table.append(" so a verification costs |");
    table.append(" average over ").append(uses).append(" requests (target < 20) |");
    table.append(" < 20 from so many requests per token |\n");
    table.append("|---|---:|---:|---:|---:|---:|\n");
    int programs = contenders.size() / 2;
    for (int i = 0; i < programs; i++) {
      Contender contender = contenders.get(i);
      double with = Medians.of(samples.get(contender), Sample::cpuMicros);
      double without = Medians.of(samples.get(contenders.get(programs + i)), Sample::cpuMicros);
      double verification = without - with;
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %.1f | %.1f | %.0f | %.1f | %.0f |%n",
              contender.letter(),
              with,
              without,
              verification,
              verification / uses,
              Math.ceil(verification / TARGET_MICROS)));
      if (contender.letter().equals(Packaging.NATIVE.label())) {
        verdicts.add(
            verification / uses < TARGET_MICROS,
            "token check natively",
            String.format(Locale.ROOT, "%.1f µs", verification / uses),
            "< 20 µs");
      }
    }
    return table.toString();
  }
}
