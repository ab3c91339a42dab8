package com.leadignite.webhook.inbox;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.signature.SourceKind;
import com.leadignite.webhook.signature.SourceKind.Retry;
import com.leadignite.webhook.source.FindSource;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.UUID;

/**
 * Answers what cannot be stored now so that its sender sends it again: some do after 429 alone, and
 * lose the event after a 503.
 */
@Singleton
final class RetriedAnswer {

  private final FindSource findSource;

  @Inject
  RetriedAnswer(FindSource findSource) {
    this.findSource = findSource;
  }

  /**
   * The failure that the sender of the source is told. It is known which kind of source that is if
   * the source was found once since the start, so that a lost database does not matter.
   */
  Throwable to(UUID sourceId, Throwable failure) {
    return findSource
            .rememberedKind(sourceId)
            .map(SourceKind::retriesOn)
            .filter(Retry.ON_TOO_MANY_REQUESTS::equals)
            .isPresent()
        ? asTooMany(failure)
        : failure;
  }

  private static Throwable asTooMany(Throwable failure) {
    return failure instanceof Problem problem && problem.type() == CommonProblem.UNAVAILABLE
        ? new Problem(CommonProblem.TOO_MANY_REQUESTS, problem.detail(), problem)
            .header("Retry-After", "60")
        : failure;
  }
}
