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
 * Counts the refusals of one source in one window. Each address is counted separately, so that none
 * is reported under another's; beyond as many addresses as anybody reads, the rest are counted
 * together. Not thread-safe.
 */
final class RefusalCounter {

  /** How many kinds of refusal are reported at once, each by its first. */
  static final int AT_ONCE = 5;

  /** How many kinds are counted separately. */
  static final int KINDS = 20;

  private static final int OTHER_ADDRESSES = 100;

  private final Source source;
  private final Instant end;
  private final Set<Kind> reported = new HashSet<>();
  private final Map<Kind, Unreported> unreported = new LinkedHashMap<>();
  private final Set<String> otherAddresses = new TreeSet<>();
  private long others;

  /**
   * Counts from zero.
   *
   * @param end when the counts are due
   */
  RefusalCounter(Source source, Instant end) {
    this.source = source;
    this.end = end;
  }

  private record Kind(String address, Refusal refusal) {}

  /**
   * Refusals of one address for one reason.
   *
   * @param request the last of them
   */
  record Unreported(RequestInfo request, Refusal refusal, long count) {

    private Unreported and(Unreported later) {
      return new Unreported(later.request(), refusal, count + later.count());
    }
  }

  /** Counts a refusal, unless it is to be reported now. */
  boolean mustReportNow(RequestInfo request, Refusal refusal) {
    Kind kind = new Kind(request.address().toString(), refusal);
    if (reported.size() < AT_ONCE && reported.add(kind)) {
      return true;
    }
    if (unreported.size() < KINDS || unreported.containsKey(kind)) {
      unreported.merge(kind, new Unreported(request, refusal, 1), Unreported::and);
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

  /** What was counted separately. */
  List<Unreported> unreported() {
    return new ArrayList<>(unreported.values());
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
