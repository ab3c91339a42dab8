package com.leadignite.auth.throttle;

import com.leadignite.guard.access.AccessConfig;
import com.leadignite.guard.access.CountedEvents;
import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvent.Target;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * Secrets of 256 bits that match nothing: each is an audit event, and an address that sends many
 * has to wait. What it sends meanwhile is counted, and recorded every minute with its number. Valid
 * secrets from the same address are still accepted: an office does not pay for one guesser, and no
 * number of guesses finds a secret.
 */
@Singleton
public final class InvalidSecrets {

  private final RateLimiter limiter;
  private final Rows rows;
  private final AuditEvents events;
  private final CurrentRequest request;
  private final GuessCounter unrecorded = new GuessCounter();
  private final CountedEvents recorded;

  InvalidSecrets(RateLimiter limiter, Rows rows, AuditEvents events, CurrentRequest request) {
    this.limiter = limiter;
    this.rows = rows;
    this.events = events;
    this.request = request;
    this.recorded =
        new CountedEvents(
            rows, "counts of guesses", () -> unrecorded.drain().stream().map(this::event).toList());
  }

  void start(@Observes StartupEvent started, Vertx vertx, AccessConfig config) {
    recorded.start(vertx, config.denialsToldEvery());
  }

  void stop(@Observes ShutdownEvent stopping) {
    recorded.stop();
  }

  /** As {@link #refuse(String, Problem, Target)}, for what cannot be said of what was meant. */
  public <T> Uni<T> refuse(String action, Problem why) {
    return refuse(action, why, null);
  }

  /**
   * Refuses one.
   *
   * @param action how the audit log calls it
   * @param why what to answer
   * @param target whose secret was guessed at; null if that is not known
   * @return never an item; fails with {@code why} or with too-many-requests
   */
  public <T> Uni<T> refuse(String action, Problem why, @Nullable Target target) {
    return refuse(action, why, target, why.type().slug());
  }

  /**
   * Refuses one, for a reason that its sender is not told.
   *
   * @param reason why, for the audit log alone
   */
  public <T> Uni<T> refuse(String action, Problem why, @Nullable Target target, String reason) {
    return refuse(action, why, target, null, reason);
  }

  /**
   * As {@link #refuse(String, Problem, Target, String)}, in the audit log of an organization.
   *
   * @param tenant the organization of the target; null if it is not known
   */
  public <T> Uni<T> refuse(
      String action,
      Problem why,
      @Nullable Target target,
      @Nullable TenantId tenant,
      String reason) {
    RequestInfo info = request.info().orElseThrow();
    return limiter
        .require(Limit.UNKNOWN_TOKEN, info.address().network())
        .onFailure()
        .invoke(e -> unrecorded.count(action, target, tenant, info))
        .chain(() -> record(failed(events.of(action), target, tenant, reason).build()))
        .chain(() -> Uni.createFrom().failure(why));
  }

  /** Records what was counted since the last time. */
  Uni<Void> tellCounted() {
    return recorded.round();
  }

  private AuditEvent event(GuessCounter.Counted counted) {
    AuditEvents.Builder event =
        counted.last() == null
            ? events.of(counted.action()).actor("anonymous", null, null)
            : events.of(counted.action(), counted.last());
    return failed(event, counted.target(), counted.tenant(), CommonProblem.TOO_MANY_REQUESTS.slug())
        .meta("count", counted.count())
        .build();
  }

  private static AuditEvents.Builder failed(
      AuditEvents.Builder event,
      @Nullable Target target,
      @Nullable TenantId tenant,
      String reason) {
    if (tenant != null) {
      event.tenant(tenant);
    }
    if (target != null) {
      event.target(target.type(), target.id(), target.name());
    }
    return event.outcome(Outcome.FAILED).meta("reason", reason);
  }

  private Uni<Void> record(AuditEvent event) {
    return rows.asService()
        .transaction(tx -> {
          tx.record(event);
          return Uni.createFrom().voidItem();
        });
  }
}
