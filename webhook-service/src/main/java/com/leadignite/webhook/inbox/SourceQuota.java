package com.leadignite.webhook.inbox;

import static java.util.stream.Collectors.groupingBy;

import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.limit.RateLimiter.Permits;
import com.leadignite.webhook.source.Source;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** What each source may store. */
@Singleton
final class SourceQuota {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RateLimiter limiter;

  SourceQuota(RateLimiter limiter) {
    this.limiter = limiter;
  }

  /**
   * Takes a permit of its source for each webhook that has none yet: of what the source's admins
   * allow, if they say, and then of the source's share of the platform. Each is asked once a
   * source, of all sources at the same time: the transaction waits for it.
   *
   * @return those that are over a limit, each with the problem that its sender gets
   */
  Uni<Map<Arrival, RuntimeException>> overLimit(List<Arrival> arrivals) {
    Map<UUID, List<Arrival>> bySource =
        arrivals.stream()
            .filter(arrival -> !arrival.isPermitted())
            .collect(groupingBy(arrival -> arrival.webhook().source().id()));
    Map<Arrival, RuntimeException> over = new ConcurrentHashMap<>();
    return Multi.createFrom()
        .iterable(bySource.values())
        .onItem()
        .transformToUniAndMerge(ofOne ->
            own(ofOne, over)
                .chain(within -> platform(within, over))
                .invoke(within -> within.forEach(Arrival::permit)))
        .collect()
        .last()
        .replaceWith(over);
  }

  /** Those of one source that are within what its admins allow. */
  private Uni<List<Arrival>> own(List<Arrival> arrivals, Map<Arrival, RuntimeException> over) {
    Source source = arrivals.getFirst().webhook().source();
    Integer own = source.intake().rateLimit();
    return own == null
        ? Uni.createFrom().item(arrivals)
        : limiter
            .takeUpTo(Limit.WEBHOOK_SOURCE, source.id() + "/own", own, MINUTE, arrivals.size())
            .map(permits -> within(arrivals, permits, over));
  }

  private Uni<List<Arrival>> platform(List<Arrival> arrivals, Map<Arrival, RuntimeException> over) {
    if (arrivals.isEmpty()) {
      return Uni.createFrom().item(arrivals);
    }
    String id = arrivals.getFirst().webhook().source().id().toString();
    return limiter
        .takeUpTo(Limit.WEBHOOK_SOURCE, id, arrivals.size())
        .map(permits -> within(arrivals, permits, over));
  }

  private static List<Arrival> within(
      List<Arrival> arrivals, Permits permits, Map<Arrival, RuntimeException> over) {
    Permit refusal = permits.refusal();
    if (refusal != null) {
      for (Arrival arrival : arrivals.subList(permits.allowed(), arrivals.size())) {
        over.put(arrival, refusal.problem());
      }
    }
    return arrivals.subList(0, permits.allowed());
  }
}
