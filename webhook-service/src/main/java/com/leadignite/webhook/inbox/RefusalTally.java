package com.leadignite.webhook.inbox;

import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.webhook.signature.Refusal;
import com.leadignite.webhook.source.Source;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The refusals of one source in one window. Each address counts by itself, so that none is told
 * under another's; of more addresses than anybody reads, the rest are counted together. Not safe
 * for use by several threads.
 */
final class RefusalTally {

  /** So many kinds of refusal are told at once, each by its first. */
  static final int AT_ONCE = 5;

  /** So many kinds are counted each by itself. */
  static final int KINDS = 20;

  private static final int OTHER_ADDRESSES = 100;

  private final Source source;
  private final Instant end;
  private final Set<Kind> told = new HashSet<>();
  private final Map<Kind, Untold> untold = new LinkedHashMap<>();
  private final Set<String> otherAddresses = new TreeSet<>();
  private long others;

  /**
   * An empty one.
   *
   * @param end when what it counted is due
   */
  RefusalTally(Source source, Instant end) {
    this.source = source;
    this.end = end;
  }

  private record Kind(String address, Refusal refusal) {}

  /**
   * Refusals of one address for one reason.
   *
   * @param request the last of them
   */
  record Untold(RequestInfo request, Refusal refusal, long count) {

    private Untold and(Untold later) {
      return new Untold(later.request(), refusal, count + later.count());
    }
  }

  /** Whether a refusal is to be told now; where not, it is counted. */
  boolean isToldAtOnce(RequestInfo request, Refusal refusal) {
    Kind kind = new Kind(request.address().toString(), refusal);
    if (told.size() < AT_ONCE && told.add(kind)) {
      return true;
    }
    if (untold.size() < KINDS || untold.containsKey(kind)) {
      untold.merge(kind, new Untold(request, refusal, 1), Untold::and);
    } else {
      others++;
      if (otherAddresses.size() < OTHER_ADDRESSES) {
        otherAddresses.add(kind.address());
      }
    }
    return false;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(end);
  }

  Source source() {
    return source;
  }

  /** What was counted by itself. */
  List<Untold> untold() {
    return new ArrayList<>(untold.values());
  }

  /** How many were counted together. */
  long others() {
    return others;
  }

  /** Addresses of those that were counted together, a hundred at most. */
  List<String> otherAddresses() {
    return new ArrayList<>(otherAddresses);
  }
}
