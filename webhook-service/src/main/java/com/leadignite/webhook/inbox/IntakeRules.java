package com.leadignite.webhook.inbox;

import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.signature.Refusal;
import com.leadignite.webhook.signature.SignedRequest;
import com.leadignite.webhook.signature.SourceKind.Retry;
import com.leadignite.webhook.source.Intake;
import com.leadignite.webhook.source.Source;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Holds webhooks to what their source's admins take of them. */
@Singleton
final class IntakeRules {

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final String LATER = "300";

  private final CurrentRequest request;
  private final RateLimiter limiter;
  private final Rejections rejections;

  @Inject
  IntakeRules(CurrentRequest request, RateLimiter limiter, Rejections rejections) {
    this.request = request;
    this.limiter = limiter;
    this.rejections = rejections;
  }

  /** Refuses an address that may not send, and a body that is too large. */
  Uni<Void> beforeTheSignature(Source source, int size) {
    Intake intake = source.intake();
    ClientAddress address = request.info().map(RequestInfo::address).orElseThrow();
    if (!intake.admits(address.value())) {
      return rejections
          .record(source, Refusal.ADDRESS_NOT_ALLOWED)
          .chain(() ->
              Uni.createFrom()
                  .failure(
                      new Problem(
                          CommonProblem.ADDRESS_NOT_ALLOWED,
                          "The source takes webhooks of other addresses.")));
    }
    return size > intake.maxBodyBytes()
        ? Uni.createFrom()
            .failure(
                new Problem(
                    CommonProblem.BODY_TOO_LARGE,
                    "The source takes bodies of up to " + intake.maxBodyBytes() + " bytes."))
        : Uni.createFrom().voidItem();
  }

  /** Whether its event is to be stored. */
  boolean wants(Source source, SignedRequest webhook) {
    Intake intake = source.intake();
    return intake.eventTypes().isEmpty() || intake.wants(source.scheme().eventType(webhook));
  }

  /** The source's share of the platform, and before it what its admins allow. */
  Uni<Void> quota(Source source) {
    Integer own = source.intake().rateLimit();
    String id = source.id().toString();
    Uni<Void> platform = limiter.require(Limit.WEBHOOK_SOURCE, id);
    return own == null
        ? platform
        : limiter.require(Limit.WEBHOOK_SOURCE, id + "/own", own, MINUTE).chain(() -> platform);
  }

  /** The answer that makes the sender of a paused source come again. */
  static Problem paused(Source source) {
    return new Problem(
            source.kind().retriesOn() == Retry.ON_TOO_MANY_REQUESTS
                ? CommonProblem.TOO_MANY_REQUESTS
                : CommonProblem.UNAVAILABLE,
            "The source is paused. Send it again later.")
        .header("Retry-After", LATER);
  }
}
