package com.leadignite.guard.access;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which refusals are told at once and which are counted and told together: a loop in somebody's
 * script shall not fill the audit log, and no refusal shall be missing from it. The first of its
 * kind (sender, address, endpoint, path, problem) is told, those after it are counted. Of a sender
 * with ever other paths the first {@value #SHARE} are told, then they are counted per endpoint.
 */
final class RecentDenials {

  /** Refusals of one sender that are told one by one until the next {@link #drain}. */
  static final int SHARE = 30;

  /** Kinds of refusals that are held at most; when there are more, those held are told. */
  static final int MOST = 2_000;

  private final Map<String, Tally> tallies = new LinkedHashMap<>();
  private final Map<String, Integer> shares = new LinkedHashMap<>();

  /** A refusal, and how many like it the event stands for. */
  record Told(Denial denial, long count) {}

  private static final class Tally {

    private final Denial denial;
    private long untold;

    Tally(Denial denial) {
      this.denial = denial;
    }
  }

  /** Takes a refusal; answers what is to be told now. */
  synchronized List<Told> add(Denial denial) {
    List<Told> told = tallies.size() < MOST ? new ArrayList<>() : drain();
    String kind = kind(denial);
    Tally known = tallies.get(kind);
    if (known != null) {
      known.untold++;
    } else if (shares.merge(denial.sender(), 1, Integer::sum) <= SHARE) {
      tallies.put(kind, new Tally(denial));
      told.add(new Told(denial, 1));
    } else {
      Denial any = denial.withoutPath();
      tallies.computeIfAbsent(kind(any), x -> new Tally(any)).untold++;
    }
    return told;
  }

  /** What was counted and is not told yet; forgets everything. */
  synchronized List<Told> drain() {
    List<Told> told = new ArrayList<>();
    for (Tally tally : tallies.values()) {
      if (tally.untold > 0) {
        told.add(new Told(tally.denial, tally.untold));
      }
    }
    tallies.clear();
    shares.clear();
    return told;
  }

  private static String kind(Denial denial) {
    return String.join(
        " ",
        denial.sender(),
        denial.request().address().text(),
        String.valueOf(denial.endpoint()),
        denial.problem().slug(),
        denial.method(),
        String.valueOf(denial.path()));
  }
}
