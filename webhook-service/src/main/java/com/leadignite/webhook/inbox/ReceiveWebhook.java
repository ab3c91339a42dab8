package com.leadignite.webhook.inbox;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.WebhookProblem;
import com.leadignite.webhook.signature.Answer;
import com.leadignite.webhook.signature.Refusal;
import com.leadignite.webhook.signature.SignedRequest;
import com.leadignite.webhook.signature.Verdict;
import com.leadignite.webhook.source.ActiveSource;
import com.leadignite.webhook.source.FindSource;
import com.leadignite.webhook.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/**
 * Receives a webhook. The order matters: the source, then the signature and the time window, then
 * whether it is a duplicate, then the source's own limit. A stranger without the secret gets as far
 * as the signature, and with a captured webhook as far as the duplicate, so that nothing they send
 * uses up the sender's quota.
 */
@Singleton
final class ReceiveWebhook {

  private final FindSource findSource;
  private final IntakeRules intakeRules;
  private final GroupCommit groupCommit;
  private final Rejections rejections;
  private final AuditEvents auditEvents;
  private final Ids ids;
  private final Clock clock;

  @Inject
  ReceiveWebhook(
      FindSource findSource,
      IntakeRules intakeRules,
      GroupCommit groupCommit,
      Rejections rejections,
      AuditEvents auditEvents,
      Ids ids,
      Clock clock) {
    this.findSource = findSource;
    this.intakeRules = intakeRules;
    this.groupCommit = groupCommit;
    this.rejections = rejections;
    this.auditEvents = auditEvents;
    this.ids = ids;
    this.clock = clock;
  }

  /** Stores the webhook, or fails with the problem that its sender gets. */
  Uni<Reply> receive(UUID sourceId, SignedRequest request) {
    return findSource
        .active(sourceId)
        .map(found -> found.orElseThrow(ReceiveWebhook::notFound))
        .chain(found ->
            intakeRules
                .beforeTheSignature(found.source(), request.body().length)
                .chain(() -> receive(found, request)));
  }

  /** The answer to a provider that asks whether the address is its customer's. */
  Uni<Answer> challenge(UUID sourceId, SignedRequest request) {
    return findSource
        .active(sourceId)
        .map(found ->
            found
                .flatMap(active -> active.source().scheme().challenge(request))
                .orElseThrow(ReceiveWebhook::notFound));
  }

  /** As {@link #receive(UUID, SignedRequest)}, wherever it comes from. */
  Uni<Reply> receive(ActiveSource found, SignedRequest request) {
    Instant now = clock.instant();
    Source source = found.source();
    return switch (source.scheme().verify(request, found.secrets(), now)) {
      case Verdict.Refused(Refusal refusal) ->
          rejections
              .record(source, refusal)
              .chain(() -> Uni.createFrom().failure(refused(refusal)));
      case Verdict.Handshake(Answer answer) -> Uni.createFrom().item(new Reply.Proof(answer));
      case Verdict.Genuine _ when source.intake().paused() ->
          Uni.createFrom().failure(IntakeRules.paused(source));
      case Verdict.Genuine _ when !intakeRules.wants(source, request) ->
          Uni.createFrom().item(new Reply.Unwanted(source.scheme().accepted()));
      case Verdict.Genuine genuine ->
          store(new VerifiedWebhook(ids.next(), source, genuine, request, now))
              .map(received -> new Reply.Stored(received, source.scheme().accepted()));
    };
  }

  private Uni<Received> store(VerifiedWebhook webhook) {
    Source source = webhook.source();
    return groupCommit
        .store(
            webhook,
            auditEvents
                .of("webhook.received")
                .tenant(source.tenantId())
                .actor("webhook_source", source.id().toString(), source.name())
                .target("webhook", webhook.id())
                .target("webhook_source", source.id(), source.name())
                .meta("size", webhook.request().body().length)
                .build())
        .onFailure()
        .transform(e -> IntakeRules.asItRetries(source, e));
  }

  private static Problem refused(Refusal refusal) {
    return switch (refusal) {
      case TIMESTAMP_OUTSIDE_WINDOW ->
          new Problem(
              WebhookProblem.TIMESTAMP_REFUSED,
              "The signature is right; check the sender's clock.");
      case TIMESTAMP_NOT_IN_SECONDS ->
          new Problem(
              WebhookProblem.TIMESTAMP_REFUSED,
              "The signature is right; the timestamp must be Unix time in seconds.");
      // All others alike: details would help an attacker who is guessing.
      case HEADER_MISSING,
          HEADER_REPEATED,
          ID_MALFORMED,
          TIMESTAMP_MALFORMED,
          SIGNATURE_MALFORMED,
          SIGNATURES_TOO_MANY,
          SIGNATURE_WRONG,
          ACCOUNT_WRONG,
          ADDRESS_NOT_ALLOWED ->
          new Problem(
              WebhookProblem.SIGNATURE_REFUSED,
              "The webhook is not signed as its source is configured.");
    };
  }

  static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such source.");
  }
}
