package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.TokenVerifier;
import com.leadignite.guard.token.VerifiedToken;
import io.quarkus.arc.ClientProxy;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Clock;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jspecify.annotations.Nullable;

/**
 * The checks of a request once its endpoint is known: credential, revocation and limit, then what
 * the endpoint declares. Public endpoints read no credential and are limited per address.
 */
@Singleton
final class AccessCheck {

  private static final Logger LOG = Logger.getLogger(AccessCheck.class);

  private final TokenVerifier verifier;
  private final RevocationAndLimitCheck gate;
  private final RateLimiter limiter;
  private final CurrentCaller current;
  private final AccessPolicy policy;
  private final AllowList allowList;
  private final Instance<RevokedTokenHandler> revokedToken;
  private final Clock clock;

  AccessCheck(
      TokenVerifier verifier,
      RevocationAndLimitCheck gate,
      RateLimiter limiter,
      CurrentCaller current,
      AccessConfig config,
      AdminConfig admin,
      AllowList allowList,
      Instance<RevokedTokenHandler> revokedToken,
      Clock clock) {
    this.verifier = verifier;
    this.gate = gate;
    this.limiter = limiter;
    this.current = current;
    this.policy = new AccessPolicy(config.freshWithin(), admin.assurance(), admin.freshWithin());
    this.allowList = allowList;
    this.revokedToken = revokedToken;
    this.clock = clock;
  }

  /** Completes if the request is allowed; fails with the {@link Problem} to answer. */
  Future<Void> pass(AccessRule rule, ResteasyReactiveRequestContext request) {
    AccessContext visit = AccessContext.begin(request.unwrap(RoutingContext.class), rule);
    return rule.audience() == Audience.PUBLIC
        ? limiter
            .ask(rule.limit(), address(request).network())
            .compose(permit -> count(permit, request))
        : passKnown(rule, request, visit);
  }

  private Future<Void> passKnown(
      AccessRule rule, ResteasyReactiveRequestContext request, AccessContext visit) {
    // The instance itself: the request's scope is not active when Redis answers.
    CurrentCaller caller = ClientProxy.unwrap(current);
    String token;
    try {
      token = BearerToken.of(request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION));
    } catch (BearerToken.MissingCredential e) {
      return refuse(visit, unauthenticated("Bearer"), e.getMessage());
    }
    return verifier
        .verify(token)
        .compose(verified -> passVerified(rule, request, visit, verified, caller))
        .recover(e ->
            e instanceof InvalidToken
                ? refuse(visit, invalidToken(), e.getMessage())
                : Future.failedFuture(e));
  }

  private Future<Void> passVerified(
      AccessRule rule,
      ResteasyReactiveRequestContext request,
      AccessContext visit,
      VerifiedToken token,
      CurrentCaller current) {
    visit.by(token.caller());
    return gate.ask(rule.limit(), token)
        .recover(e ->
            e instanceof InvalidToken
                ? refuseRevoked(visit, token.caller(), e.getMessage())
                : Future.failedFuture(e))
        .compose(permit -> count(permit, request))
        .compose(counted -> decide(rule, request, visit, token.caller(), current));
  }

  private Future<Permit> refuseRevoked(
      AccessContext visit, Caller caller, @Nullable String reason) {
    Problem usual = invalidToken();
    visit.refusedFor(reason);
    return revokedToken.isUnsatisfied()
        ? Future.failedFuture(usual)
        : Future.fromCompletionStage(
                revokedToken
                    .get()
                    .problem(caller, usual)
                    .onFailure()
                    .invoke(
                        e -> LOG.error("the problem for a revoked token could not be chosen", e))
                    .onFailure()
                    .recoverWithItem(usual)
                    .subscribeAsCompletionStage())
            .compose(Future::failedFuture);
  }

  private Future<Void> decide(
      AccessRule rule,
      ResteasyReactiveRequestContext request,
      AccessContext visit,
      Caller caller,
      CurrentCaller current) {
    Decision decision = policy.decide(rule, caller, clock.instant());
    if (rule.audience() == Audience.ADMIN
        && decision instanceof Decision.Allowed
        && !allowList.allows(address(request))) {
      decision =
          new Decision.Denied(
              CommonProblem.ADDRESS_NOT_ALLOWED, "This cannot be done from this address.");
    }
    return switch (decision) {
      case Decision.Allowed allowed -> {
        current.set(caller);
        yield Future.succeededFuture();
      }
      case Decision.Denied denied -> refuse(visit, forbidden(rule, denied), denied.detail());
    };
  }

  private static Future<Void> count(Permit permit, ResteasyReactiveRequestContext request) {
    if (!permit.allowed()) {
      return Future.failedFuture(permit.problem());
    }
    request.serverResponse().setResponseHeader("RateLimit-Policy", permit.policyField());
    request.serverResponse().setResponseHeader("RateLimit", permit.field());
    return Future.succeededFuture();
  }

  private static Future<Void> refuse(
      AccessContext visit, Problem problem, @Nullable String reason) {
    visit.refusedFor(reason);
    return Future.failedFuture(problem);
  }

  private static Problem invalidToken() {
    return unauthenticated("Bearer error=\"invalid_token\"");
  }

  private static Problem unauthenticated(String challenge) {
    return new Problem(CommonProblem.UNAUTHENTICATED, "Sign in, and send a valid bearer token.")
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  private static Problem forbidden(AccessRule rule, Decision.Denied denied) {
    Problem problem = new Problem(denied.problem(), denied.detail());
    if (denied.problem() == CommonProblem.INSUFFICIENT_SCOPE) {
      problem.header(
          HttpHeaders.WWW_AUTHENTICATE,
          "Bearer error=\"insufficient_scope\", scope=\"" + String.join(" ", rule.scopes()) + "\"");
    }
    return problem;
  }

  private static ClientAddress address(ResteasyReactiveRequestContext request) {
    return ClientAddress.of(request.unwrap(RoutingContext.class));
  }
}
