package com.leadignite.webhook.processing;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.relay.Rounds;
import com.leadignite.guard.relay.Rounds.Pauses;
import com.leadignite.webhook.processing.LeadsClient.Refused;
import com.leadignite.webhook.processing.LeadsClient.Taken;
import com.leadignite.webhook.processing.QueuedWebhookStore.End;
import com.leadignite.webhook.processing.QueuedWebhookStore.Queued;
import com.leadignite.webhook.processing.QueuedWebhookStore.Stored;
import com.leadignite.webhook.processing.ReadWebhook.Unreadable;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes leads and calls of webhooks, each at least once even across the death of this process, and
 * in effect once: leads-service knows each report by the webhook's id. What fails is tried again,
 * after pauses that grow; what is refused, or has failed too often, is a dead letter.
 */
@Singleton
final class ProcessWebhooks {

  private static final Logger LOG = Logger.getLogger(ProcessWebhooks.class);
  private static final Duration GATHER = Duration.ofMillis(20);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);
  private static final int LONGEST_NAME = 64;

  private final QueuedWebhookStore store;
  private final ReadWebhook reading;
  private final LeadsClient leads;
  private final ProcessingConfig config;
  private final ProcessingMetrics metrics;
  private final AuditEvents events;
  private final SecureRandom random;
  private final Rounds rounds;

  @Inject
  ProcessWebhooks(
      QueuedWebhookStore store,
      ReadWebhook reading,
      LeadsClient leads,
      ProcessingConfig config,
      ProcessingMetrics metrics,
      AuditEvents events,
      SecureRandom random,
      Vertx vertx) {
    this.store = store;
    this.reading = reading;
    this.leads = leads;
    this.config = config;
    this.metrics = metrics;
    this.events = events;
    this.random = random;
    this.rounds =
        new Rounds(
            "webhooks were not taken from the queue",
            new Pauses(() -> GATHER, config.round(), FIRST_PAUSE, LONGEST_PAUSE),
            this::round,
            () -> {},
            random,
            vertx);
  }

  void start(@Observes StartupEvent start) {
    if (leads.isConfigured()) {
      rounds.start();
    } else {
      LOG.warn("leadignite.leads.url is not set: webhooks are stored, and not processed");
    }
  }

  void stop(@Observes ShutdownEvent shutdown) {
    rounds.stop(LAST_ROUND);
  }

  /** There is a webhook: it is processed soon. */
  void wake() {
    if (leads.isConfigured()) {
      rounds.wake();
    }
  }

  private Uni<Boolean> round() {
    return metrics
        .refresh(store)
        .chain(() -> store.take(config.batch(), config.lease()))
        .chain(taken ->
            taken.isEmpty()
                ? Uni.createFrom().item(false)
                : all(taken).replaceWith(taken.size() == config.batch()));
  }

  private Uni<Void> all(List<Queued> taken) {
    return Uni.join()
        .all(taken.stream().map(this::process).toList())
        .usingConcurrencyOf(config.atOnce())
        .andCollectFailures()
        .replaceWithVoid();
  }

  private Uni<Void> process(Queued webhook) {
    if (webhook.attempts() > config.tries()) {
      // Its last attempts ended with the process; it may be the reason.
      return failed(webhook, new IllegalStateException("no attempt came to an end"));
    }
    return store
        .read(webhook)
        .chain(found ->
            found
                .map(stored -> act(webhook, stored))
                .orElseGet(() -> ended(State.IGNORED, "the webhook is gone")))
        .onItemOrFailure()
        .transformToUni(
            (end, failure) -> failure == null ? finish(webhook, end) : failed(webhook, failure));
  }

  private Uni<End> act(Queued webhook, Stored stored) {
    return switch (reading.read(stored)) {
      case Reading.Ignored(String reason) -> ended(State.IGNORED, reason);
      case Reading.Reports(List<Report> reports) -> {
        Uni<End> last = ended(State.IGNORED, "it tells of nothing");
        for (int i = 0; i < reports.size(); i++) {
          Envelope envelope = envelope(webhook, stored, reports.get(i), i);
          last = last.chain(before -> leads.report(envelope).map(taken -> best(before, taken)));
        }
        yield last;
      }
    };
  }

  private static Uni<End> ended(State state, String reason) {
    return Uni.createFrom().item(new End(state, reason, null, null));
  }

  /** Of several reports, a webhook is processed if one of them became something. */
  private static End best(End before, Taken taken) {
    return switch (taken.outcome()) {
      case "created", "updated", "unchanged" ->
          new End(State.PROCESSED, null, taken.leadId(), taken.callId());
      case "deleted" ->
          before.state() == State.PROCESSED
              ? before
              : new End(State.IGNORED, "the lead was deleted", taken.leadId(), null);
      default ->
          before.state() == State.PROCESSED
              ? before
              : new End(State.IGNORED, "nothing says which lead it is about", null, null);
    };
  }

  private static Envelope envelope(Queued webhook, Stored stored, Report report, int number) {
    SourceProcessing settings = stored.settings();
    UUID owner = settings.ownerId();
    return new Envelope(
        webhook.tenant(),
        number == 0 ? webhook.id().toString() : webhook.id() + "." + number,
        owner == null ? stored.author() : owner,
        settings.assigneeId(),
        settings.teamId(),
        report.lead().from(named(stored)),
        report.call());
  }

  private static String named(Stored stored) {
    String name = Payload.line(stored.name(), LONGEST_NAME);
    return name == null ? stored.kind() : name;
  }

  private Uni<Void> finish(Queued webhook, End end) {
    metrics.ended(webhook, end.state());
    return store.finish(webhook, end, Optional.empty());
  }

  private Uni<Void> failed(Queued webhook, Throwable failure) {
    metrics.failed();
    boolean isFinal = failure instanceof Refused || failure instanceof Unreadable;
    String reason = reason(failure);
    if (isFinal || webhook.attempts() >= config.tries()) {
      LOG.errorf(
          "webhook not processed, now a dead letter id=%s attempts=%d reason=%s",
          webhook.id(), webhook.attempts(), reason);
      metrics.ended(webhook, State.DEAD);
      return store.finish(
          webhook, new End(State.DEAD, reason, null, null), Optional.of(died(webhook, reason)));
    }
    Duration pause = pause(webhook.attempts());
    LOG.warnf(
        "webhook not processed id=%s attempts=%d next_try_ms=%d reason=%s",
        webhook.id(), webhook.attempts(), pause.toMillis(), reason);
    return store.retry(webhook, pause, reason);
  }

  private AuditEvent died(Queued webhook, String reason) {
    return events
        .of("webhook.processing.failed")
        .tenant(webhook.tenant())
        .target("webhook", webhook.id())
        .outcome(AuditEvent.Outcome.FAILED)
        .meta("reason", reason)
        .meta("attempts", webhook.attempts())
        .build();
  }

  /** What admins may read: texts of our own, and of others their kind alone. */
  private static String reason(Throwable failure) {
    return failure instanceof Refused
            || failure instanceof Unreadable
            || failure instanceof IllegalStateException
        ? String.valueOf(failure.getMessage())
        : "leads-service does not answer (" + failure.getClass().getSimpleName() + ")";
  }

  /** Between half and all of it, so that what failed together does not return together. */
  private Duration pause(int attempts) {
    long doubled = config.firstPause().toMillis() << Math.min(attempts - 1, 20);
    long pause = Math.min(doubled, config.longestPause().toMillis());
    return Duration.ofMillis(pause / 2 + random.nextLong(pause / 2 + 1));
  }
}
