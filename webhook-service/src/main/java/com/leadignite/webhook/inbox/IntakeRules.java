package com.leadignite.webhook.inbox;

import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.edge.RequestInfo;
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

/** Holds webhooks to what their source's admins take of them. */
@Singleton
final class IntakeRules {

  private static final String LATER = "300";

  private final CurrentRequest request;
  private final Rejections rejections;

  @Inject
  IntakeRules(CurrentRequest request, Rejections rejections) {
    this.request = request;
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

  /** The answer that makes the sender of a paused source come again. */
  static Problem paused(Source source) {
    return new Problem(
            source.kind().retriesOn() == Retry.ON_TOO_MANY_REQUESTS
                ? CommonProblem.TOO_MANY_REQUESTS
                : CommonProblem.UNAVAILABLE,
            "The source is paused. Send it again later.")
        .header("Retry-After", LATER);
  }

  /**
   * The failure as what makes the source's sender come again, if it is that it cannot be stored.
   */
  static Throwable asItRetries(Source source, Throwable failure) {
    if (!(failure instanceof Problem problem)
        || problem.type() != CommonProblem.UNAVAILABLE
        || source.kind().retriesOn() != Retry.ON_TOO_MANY_REQUESTS) {
      return failure;
    }
    return new Problem(CommonProblem.TOO_MANY_REQUESTS, problem.detail(), problem)
        .header("Retry-After", problem.headers().getOrDefault("Retry-After", "1"));
  }
}
