package com.leadignite.benchmarks;

import com.nulabinc.zxcvbn.Zxcvbn;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/**
 * What new passwords cost the threads that hash, where the estimate of their strength runs too. An
 * ordinary and the worst one follow one another, so that both find the caches alike. Beside them
 * stands what zxcvbn takes for the same two, called as it comes.
 */
final class NewPasswordMeasurement {

  private static final double TARGET = 3;
  private static final String ORDINARY = "quartz lantern 94 meadow";
  private static final String L33T = "4@8({[<3691!|170$5+7%2".repeat(4);

  /** What zxcvbn looks at of a password in auth-service. */
  private static final int LENGTH = 72;

  private static final int WARM_UP = 10;

  private final int rounds;
  private final Verdicts verdicts;
  private final StringBuilder rows = new StringBuilder();
  private int passwords;

  NewPasswordMeasurement(int rounds, Verdicts verdicts) {
    this.rounds = rounds;
    this.verdicts = verdicts;
  }

  private interface Step {
    void with(String password) throws IOException, InterruptedException;
  }

  /** Signs up and changes a password over and over. */
  void run(String packaging, URI auth, ProcessHandle process)
      throws IOException, InterruptedException {
    try (JsonClient client = new JsonClient(auth)) {
      measure("sign-up, " + packaging, process, password -> signUp(client, password));
      String token = signUp(client, ORDINARY);
      measure(
          "password change, " + packaging,
          process,
          password -> client.put("/auth/v1/user", token, json("password", password)));
    }
  }

  private static String signUp(JsonClient client, String password)
      throws IOException, InterruptedException {
    String email = "bench-" + UUID.randomUUID() + "@example.org";
    String body = new JsonObject().put("email", email).put("password", password).encode();
    return client.post("/auth/v1/signup", "", body).get("access_token").asText();
  }

  private static String json(String member, String value) {
    return new JsonObject().put(member, value).encode();
  }

  private void measure(String what, ProcessHandle process, Step step)
      throws IOException, InterruptedException {
    for (int i = 0; i < WARM_UP; i++) {
      step.with(ordinary());
      step.with(worst());
    }
    double ordinary = 0;
    double worst = 0;
    for (int i = 0; i < rounds; i++) {
      ordinary += millis(process, step, ordinary());
      worst += millis(process, step, worst());
    }
    row(what, ordinary / rounds, worst / rounds);
    verdicts.add(
        worst <= TARGET * ordinary,
        what,
        String.format(Locale.ROOT, "%.2f × an ordinary one", worst / ordinary),
        "≤ " + TARGET);
  }

  /** Another one each time: the same password again is refused. */
  private String ordinary() {
    return ORDINARY + " " + passwords++;
  }

  private String worst() {
    return L33T.substring(0, LENGTH) + passwords++;
  }

  private static double millis(ProcessHandle process, Step step, String password)
      throws IOException, InterruptedException {
    long before = ThreadTime.of(process, SignInMeasurement.HASHING).toNanos();
    step.with(password);
    return (ThreadTime.of(process, SignInMeasurement.HASHING).toNanos() - before) / 1e6;
  }

  private void row(String what, double ordinary, double worst) {
    rows.append(
        String.format(
            Locale.ROOT, "| %s | %.1f | %.1f | %.2f |%n", what, ordinary, worst, worst / ordinary));
  }

  /** What was measured. */
  String table() {
    row("zxcvbn alone", zxcvbn(ORDINARY), zxcvbn(L33T.substring(0, LENGTH)));
    return "| CPU ms | ordinary | worst | × (target ≤ 3) |\n|---|---:|---:|---:|\n" + rows;
  }

  private static double zxcvbn(String password) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Zxcvbn zxcvbn = new Zxcvbn();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < WARM_UP; i++) {
      long start = threads.getCurrentThreadCpuTime();
      zxcvbn.measure(password, List.of());
      least = Math.min(least, threads.getCurrentThreadCpuTime() - start);
    }
    return least / 1e6;
  }
}
