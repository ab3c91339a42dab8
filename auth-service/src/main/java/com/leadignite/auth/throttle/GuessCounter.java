package com.leadignite.auth.throttle;

import com.leadignite.guard.audit.AuditEvent.Target;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.TenantId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Guesses that were refused without an event of their own, counted by what was guessed at and from
 * which network. What strangers can make us hold is bounded: beyond {@value #MOST} kinds they are
 * counted regardless of the network.
 */
final class GuessCounter {

  static final int MOST = 1_000;

  private static final String SEVERAL = "";

  private final Map<Kind, Counted> counted = new LinkedHashMap<>();

  private record Kind(
      String action, @Nullable Target target, @Nullable TenantId tenant, String network) {}

  /**
   * Guesses of one kind.
   *
   * @param tenant the organization of the target; null if it is not known
   * @param last the last of them; null if they came from several networks
   */
  record Counted(
      String action,
      @Nullable Target target,
      @Nullable TenantId tenant,
      @Nullable RequestInfo last,
      long count) {}

  synchronized void count(
      String action, @Nullable Target target, @Nullable TenantId tenant, RequestInfo request) {
    Kind kind = new Kind(action, target, tenant, request.address().network());
    RequestInfo last = request;
    if (counted.size() >= MOST && !counted.containsKey(kind)) {
      kind = new Kind(action, null, null, SEVERAL);
      last = null;
    }
    counted.merge(
        kind,
        new Counted(action, kind.target(), kind.tenant(), last, 1),
        (before, now) ->
            new Counted(
                action, now.target(), now.tenant(), now.last(), before.count() + now.count()));
  }

  /** What was counted; begins at zero again. */
  synchronized List<Counted> drain() {
    List<Counted> drained = new ArrayList<>(counted.values());
    counted.clear();
    return drained;
  }
}
