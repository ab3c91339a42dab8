package com.leadignite.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Names addresses of every state to every route that takes one, each address once, the states in
 * another order each time. What tells two states apart is how often the answer for the one takes
 * longer than the answer for the other: one half if nothing does (the area under the ROC curve, the
 * statistic of Mann and Whitney).
 */
final class EnumerationMeasurement {

  /**
   * How far from one half the share may be: a stranger who asks once is right that much oftener.
   */
  private static final double MOST = 0.10;

  private static final int WARM_UP = 30;

  private final int accounts;
  private final AdminClient admin;
  private final Verdicts verdicts;

  EnumerationMeasurement(int accounts, AdminClient admin, Verdicts verdicts) {
    this.accounts = accounts;
    this.admin = admin;
    this.verdicts = verdicts;
  }

  /** Asks the service; a table. */
  String run(URI auth) throws IOException, InterruptedException {
    StringBuilder table = new StringBuilder();
    table.append("| route | state | median ms | how often slower than without an account |\n");
    table.append("|---|---|---:|---:|\n");
    for (AddressRoute route : AddressRoute.values()) {
      System.out.println(route.path());
      measure(auth, route, WARM_UP);
      report(route, measure(auth, route, accounts), table);
    }
    return table.toString();
  }

  private Map<AccountState, double[]> measure(URI auth, AddressRoute route, int count)
      throws IOException, InterruptedException {
    List<AccountState> states = new ArrayList<>(List.of(AccountState.values()));
    Map<AccountState, double[]> millis = new EnumMap<>(AccountState.class);
    states.forEach(state -> millis.put(state, new double[count]));
    for (int i = 0; i < count; i++) {
      Collections.shuffle(states);
      for (AccountState state : states) {
        String email = "bench-" + UUID.randomUUID() + "@example.org";
        state.make(admin, email);
        try (StrangerConnection connection = StrangerConnection.open(auth)) {
          millis.get(state)[i] = connection.post(route.path(), route.body(email));
        }
      }
    }
    return millis;
  }

  private void report(AddressRoute route, Map<AccountState, double[]> millis, StringBuilder table) {
    millis.forEach((state, own) -> {
      double share = slower(own, millis.get(state.reference()));
      table.append(
          String.format(
              Locale.ROOT,
              "| %s | %s | %.2f | %.2f |%n",
              route.path(),
              state.label(),
              median(own),
              share));
      verdicts.add(
          Math.abs(share - 0.5) <= MOST,
          route.path() + " of an address that is " + state.label(),
          String.format(Locale.ROOT, "%.2f", share),
          "0.5 ± " + MOST);
    });
  }

  /** How often one of these is longer than one of those; ties count half. */
  private static double slower(double[] these, double[] those) {
    double longer = 0;
    for (double one : these) {
      for (double other : those) {
        longer += one > other ? 1 : one == other ? 0.5 : 0;
      }
    }
    return longer / these.length / those.length;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
