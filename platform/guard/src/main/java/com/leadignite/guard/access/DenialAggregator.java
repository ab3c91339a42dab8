package com.leadignite.guard.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which refusals are recorded at once and which are counted and recorded together: a loop in a
 * script shall not fill the audit log, and no refusal shall be missing from it. The first of its
 * kind (sender, address, endpoint, path, problem) is recorded, those after it are counted. Of a
 * sender with ever new paths or addresses the first {@value #SHARE} are recorded, then they are
 * counted per endpoint; so are those of everybody, once {@value #AT_ONCE} were recorded. What
 * strangers can make us write and hold is bounded by that, however many addresses they have. What
 * is counted for several addresses names them.
 */
final class DenialAggregator {

  /** Refusals of one sender that are recorded one by one until the next {@link #drain}. */
  static final int SHARE = 30;

  /** Refusals that are recorded one by one until the next {@link #drain}, over all senders. */
  static final int AT_ONCE = 500;

  /**
   * Kinds of refusals that are held at most; beyond that they are counted regardless of the sender.
   */
  static final int MOST = 2_000;

  /** Addresses that one event names. */
  static final int ADDRESSES = 100;

  /** Addresses that are held at most, over all kinds. */
  static final int MOST_ADDRESSES = 10_000;

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Map<String, Integer> shares = new LinkedHashMap<>();
  private int toldAtOnce;
  private int addressesHeld;

  /**
   * A refusal, and how many like it the event represents.
   *
   * @param addresses where they came from, the first {@value #ADDRESSES}
   */
  record Told(Denial denial, long count, List<String> addresses) {

    /** Refusals of one address. */
    Told(Denial denial, long count) {
      this(denial, count, List.of(denial.request().address().text()));
    }
  }

  private final class Tally {

    private final Denial denial;
    private final Set<String> addresses = new LinkedHashSet<>();
    private long untold;

    Tally(Denial denial) {
      this.denial = denial;
      addresses.add(denial.request().address().text());
    }

    void count(Denial another) {
      untold++;
      if (addresses.size() < ADDRESSES
          && addressesHeld < MOST_ADDRESSES
          && addresses.add(another.request().address().text())) {
        addressesHeld++;
      }
    }
  }

  /** Takes a refusal; answers what to record now. */
  synchronized List<Told> add(Denial denial) {
    String kind = kind(denial);
    Tally known = tallies.get(kind);
    if (known != null) {
      known.count(denial);
      return List.of();
    }
    if (toldAtOnce < AT_ONCE && shares.merge(denial.sender(), 1, Integer::sum) <= SHARE) {
      toldAtOnce++;
      tallies.put(kind, new Tally(denial));
      return List.of(new Told(denial, 1));
    }
    String sendersKind = denial.sender() + " " + operation(denial);
    if (tallies.size() < MOST || tallies.containsKey(sendersKind)) {
      count(sendersKind, denial.withoutPath());
    } else {
      count(operation(denial), denial.ofSeveral());
    }
    return List.of();
  }

  private void count(String kind, Denial denial) {
    tallies.computeIfAbsent(kind, first -> new Tally(denial)).count(denial);
  }

  /** What was counted and not recorded yet; resets everything. */
  synchronized List<Told> drain() {
    List<Told> told = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      if (tally.untold > 0) {
        told.add(new Told(tally.denial, tally.untold, List.copyOf(tally.addresses)));
      }
    }
    tallies.clear();
    shares.clear();
    toldAtOnce = 0;
    addressesHeld = 0;
    return told;
  }

  private static String kind(Denial denial) {
    return String.join(
        " ",
        denial.sender(),
        denial.request().address().text(),
        operation(denial),
        String.valueOf(denial.path()));
  }

  private static String operation(Denial denial) {
    return String.join(
        " ", String.valueOf(denial.endpoint()), denial.problem().slug(), denial.method());
  }
}
