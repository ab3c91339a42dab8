package com.leadignite.auth.mail;

import com.leadignite.auth.hook.HookFailure;
import com.leadignite.auth.mail.MailStore.Waiting;
import com.leadignite.auth.sms.SmsFailure;
import com.leadignite.guard.relay.Rounds;
import com.leadignite.guard.relay.Rounds.Pauses;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.SMTPException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Sends the mails and texts of the outbox. Each is sent at least once, even across the death of
 * this process, unless it expires or the SMTP server refuses it; twice only if this process dies,
 * or loses PostgreSQL, between the server's acceptance and the deletion of the row, or if the
 * server accepts it after the time-out. A mail has the same Message-ID each time.
 */
@Singleton
final class MailSender {

  private static final Logger LOG = Logger.getLogger(MailSender.class);
  private static final Duration GATHER = Duration.ofMillis(50);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LAST_ROUND = Duration.ofSeconds(2);
  private static final int AT_ONCE = 4;

  private final MailStore store;
  private final MailTransport transport;
  private final MailDeliveryConfig config;
  private final MailMetrics metrics;
  private final Clock clock;
  private final Rounds rounds;

  MailSender(
      MailStore store,
      MailTransport transport,
      MailDeliveryConfig config,
      MailMetrics metrics,
      Clock clock,
      SecureRandom random,
      Vertx vertx) {
    this.store = store;
    this.transport = transport;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
    this.rounds =
        new Rounds(
            "mails were not taken from the outbox",
            new Pauses(() -> GATHER, config.round(), FIRST_PAUSE, LONGEST_PAUSE),
            this::round,
            () -> {},
            random,
            vertx);
  }

  void start(@Observes StartupEvent start) {
    rounds.start();
  }

  void stop(@Observes ShutdownEvent shutdown) {
    rounds.stop(LAST_ROUND);
  }

  /** There are mails: they are sent soon. */
  void wake() {
    rounds.wake();
  }

  @Scheduled(every = "1h", delayed = "1h", identity = "delete-dead-mails")
  Uni<Void> deleteOldDeadLetters() {
    return store.deleteParked(clock.instant().minus(config.keepDeadLetters()));
  }

  private Uni<Boolean> round() {
    return metrics
        .refresh(store)
        .chain(() -> store.take(config.batch(), config.lease()))
        .chain(mails ->
            mails.isEmpty()
                ? Uni.createFrom().item(false)
                : all(mails).replaceWith(mails.size() == config.batch()));
  }

  private Uni<Void> all(List<Waiting> mails) {
    return Uni.join()
        .all(mails.stream().map(this::deliver).toList())
        .usingConcurrencyOf(AT_ONCE)
        .andCollectFailures()
        .replaceWithVoid();
  }

  private Uni<Void> deliver(Waiting mail) {
    if (!mail.wanted()) {
      return store.remove(mail.id());
    }
    if (!mail.useful()) {
      LOG.warnf("a mail expired before it could be sent id=%s kind=%s", mail.id(), mail.kind());
      metrics.expired();
      return store.remove(mail.id());
    }
    return Uni.createFrom()
        .deferred(() -> transport.send(mail))
        .ifNoItem()
        .after(config.sendTimeout())
        .fail()
        .onItemOrFailure()
        .transformToUni((sent, failure) -> failure == null ? sent(mail) : failed(mail, failure));
  }

  private Uni<Void> sent(Waiting mail) {
    metrics.sent(mail);
    LOG.debugf("mail sent id=%s kind=%s attempts=%d", mail.id(), mail.kind(), mail.attempts());
    return store.remove(mail.id());
  }

  private Uni<Void> failed(Waiting mail, Throwable failure) {
    String reason = reason(failure);
    metrics.failed();
    if (isFinal(failure) || mail.attempts() >= config.tries()) {
      LOG.errorf(
          "mail not sent, now a dead letter id=%s kind=%s attempts=%d reason=%s",
          mail.id(), mail.kind(), mail.attempts(), reason);
      return store.park(mail.id(), reason);
    }
    Duration pause = pause(mail.attempts());
    LOG.warnf(
        "mail not sent id=%s kind=%s attempts=%d next_try_ms=%d reason=%s",
        mail.id(), mail.kind(), mail.attempts(), pause.toMillis(), reason);
    return store.retry(mail.id(), pause);
  }

  /** Refused for good by the server (RFC 5321, section 4.2.1), or of no form that can be sent. */
  private static boolean isFinal(Throwable failure) {
    return (failure instanceof SMTPException refusal
            && refusal.getReplyCode() / 100 == 5
            // Of the session, not of the mail: credentials that an operator will correct.
            && refusal.getReplyCode() != 530
            && refusal.getReplyCode() != 535)
        || failure instanceof UnsendableMail
        || (failure instanceof SmsFailure text && text.isFinal())
        || (failure instanceof HookFailure hook && hook.isRefusal());
  }

  /** Without the server's text, which may repeat the address. */
  private static String reason(Throwable failure) {
    return switch (failure) {
      case SMTPException refusal -> "smtp reply " + refusal.getReplyCode();
      case SmsFailure text -> text.reason();
      default -> failure.getClass().getSimpleName();
    };
  }

  private Duration pause(int attempts) {
    long doubled = config.firstPause().toMillis() << Math.min(attempts - 1, 20);
    return Duration.ofMillis(Math.min(doubled, config.longestPause().toMillis()));
  }
}
