package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.cookie.AccessCookie;
import com.leadignite.guard.cookie.Cookies;
import com.leadignite.guard.cookie.RequestSource;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.TokenVerifier;
import com.leadignite.guard.token.VerifiedToken;
import io.quarkus.arc.ClientProxy;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;

/**
 * Whose session is in a browser's cookies, for pages that a service serves itself on a public
 * endpoint: who is not signed in is answered by the page. The checks are those of {@link
 * AccessCheck}, revocation and limit included, but for two: the request has to come from a page of
 * the same origin, and the CSRF token of a form is the page's to compare.
 */
@Singleton
public final class PageVisitor {

  private static final CharSequence SITE = HttpHeaders.createOptimized("sec-fetch-site");
  private static final Limit LIMIT = Limit.ACCOUNT;
  private static final AccessRule RULE =
      new AccessRule(
          "PageVisitor",
          Audience.SIGNED_IN,
          LIMIT,
          Set.of(),
          Set.of(Scope.SESSION.wireName()),
          Assurance.ALL_FACTORS,
          false,
          false,
          false,
          false,
          false);

  private final TokenVerifier tokens;
  private final RevocationAndLimitCheck gate;
  private final CurrentCaller current;
  private final AccessPolicy policy;
  private final Clock clock;

  PageVisitor(
      TokenVerifier tokens,
      RevocationAndLimitCheck gate,
      CurrentCaller current,
      AccessConfig config,
      AdminConfig admin,
      Clock clock) {
    this.tokens = tokens;
    this.gate = gate;
    this.current = current;
    this.policy = AccessPolicy.of(config, admin);
    this.clock = clock;
  }

  /**
   * A person who is signed in.
   *
   * @param csrfHash of the CSRF token that a form has to carry
   */
  public record Visitor(Caller.Person person, String csrfHash) {}

  /**
   * Who it is, for the rest of the request; empty if they have to sign in, or to show a factor.
   *
   * @param origin of the page: the service's own
   * @return fails with {@link Problem} 400 for two cookies, 403 for a page of another origin, 429
   *     beyond the person's limit
   */
  public Future<Optional<Visitor>> of(RoutingContext context, String origin) {
    // The instance itself: the request's scope is not active when Redis answers.
    CurrentCaller caller = ClientProxy.unwrap(current);
    String token = Cookies.one(context.request().headers(), AccessCookie.NAME);
    if (token == null) {
      return Future.succeededFuture(Optional.empty());
    }
    refuseOthers(context.request(), origin);
    return tokens
        .verify(token, ClientAddress.of(context))
        .compose(verified -> gate.ask(LIMIT, verified).compose(permit -> visitor(permit, verified)))
        .recover(e ->
            e instanceof InvalidToken
                ? Future.succeededFuture(Optional.empty())
                : Future.failedFuture(e))
        .onSuccess(found -> found.ifPresent(visitor -> caller.set(visitor.person())));
  }

  private Future<Optional<Visitor>> visitor(Permit permit, VerifiedToken token) {
    if (!permit.allowed()) {
      return Future.failedFuture(permit.problem());
    }
    String csrfHash = token.csrfHash();
    return Future.succeededFuture(
        csrfHash != null
                && token.proofKey() == null
                && token.caller() instanceof Caller.Person person
                && policy.decide(RULE, person, clock.instant()) instanceof Decision.Allowed
            ? Optional.of(new Visitor(person, csrfHash))
            : Optional.empty());
  }

  /** Our answers have no referrer, so that the origin of a form is "null": the site says more. */
  private static void refuseOthers(HttpServerRequest request, String own) {
    String site = request.headers().get(SITE);
    String origin = request.headers().get(HttpHeaders.ORIGIN);
    boolean ours =
        site == null
            ? origin == null || origin.equals(own)
            : site.equals("same-origin")
                || (site.equals("none") && RequestSource.isSafe(request.method()));
    if (!ours) {
      throw new Problem(CommonProblem.CROSS_SITE_REQUEST, "Open this page from its own origin.");
    }
  }
}
