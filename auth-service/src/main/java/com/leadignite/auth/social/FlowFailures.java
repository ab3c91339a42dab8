package com.leadignite.auth.social;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.Landing;
import com.leadignite.guard.audit.AuditEvent.Outcome;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Tells why a flow failed: the audit log, and the client at the address where it began. */
@Singleton
final class FlowFailures {

  private static final Logger LOG = Logger.getLogger(FlowFailures.class);

  private final Rows rows;
  private final AuditEvents events;

  FlowFailures(Rows rows, AuditEvents events) {
    this.rows = rows;
    this.events = events;
  }

  /** Whether it is no fault of ours. */
  static boolean isTold(Throwable e) {
    return e instanceof ProviderFailure
        || e instanceof RefusedByProvider
        || (e instanceof Problem problem
            && (problem.type().status() < 500 || problem.type() == CommonProblem.UNAVAILABLE));
  }

  /** Records it; answers where the person lands. */
  Uni<String> tell(SocialFlow flow, Throwable e) {
    String to = flow.flow().redirectTo();
    return switch (e) {
      case Problem problem when problem.type() == AuthProblem.INVALID_CREDENTIALS ->
          // A banned person has shown who they are, and may know.
          record(flow, "banned")
              .replaceWith(() ->
                  Landing.withError(to, AuthProblem.USER_BANNED, AuthProblem.USER_BANNED.title()));
      case Problem problem -> record(flow, problem.type().slug()).replaceWith(landing(to, problem));
      case RefusedByProvider refused ->
          record(flow, refused.error())
              .replaceWith(
                  Landing.withError(
                      to,
                      refused.error(),
                      AuthProblem.PROVIDER_FAILED.code(),
                      refused.description()));
      default -> {
        LOG.warnf("a provider failed name=%s reason=%s", flow.provider(), e.getMessage());
        yield record(flow, AuthProblem.PROVIDER_FAILED.slug())
            .replaceWith(
                Landing.withError(
                    to,
                    "server_error",
                    AuthProblem.PROVIDER_FAILED.code(),
                    AuthProblem.PROVIDER_FAILED.title()));
      }
    };
  }

  private static String landing(String to, Problem problem) {
    return problem.type() instanceof AuthProblem ours
        ? Landing.withError(to, ours, problem.detail())
        : Landing.withError(
            to,
            problem.type().status() < 500 ? "access_denied" : "temporarily_unavailable",
            "unexpected_failure",
            problem.detail());
  }

  private Uni<Void> record(SocialFlow flow, String reason) {
    return rows.asService()
        .transaction(tx -> {
          tx.record(
              events
                  .of("auth.social.failed")
                  .actor("anonymous", null, null)
                  .outcome(Outcome.FAILED)
                  .meta("provider", flow.provider())
                  .meta("reason", reason)
                  .build());
          return Uni.createFrom().voidItem();
        });
  }
}
