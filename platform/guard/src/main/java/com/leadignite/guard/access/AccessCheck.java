package com.leadignite.guard.access;

import com.leadignite.guard.apikey.ApiKey;
import com.leadignite.guard.apikey.ApiKeyVerifier;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.cookie.AccessCookie;
import com.leadignite.guard.edge.ClientAddress;
import com.leadignite.guard.limit.Permit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.CredentialVerifier;
import com.leadignite.guard.token.DpopProof;
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
import java.util.Optional;
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

  private final TokenVerifier tokens;
  private final PossessionCheck possession;
  private final ApiKeyVerifier apiKeys;
  private final AccessCookie cookie;
  private final RevocationAndLimitCheck gate;
  private final RateLimiter limiter;
  private final CurrentCaller current;
  private final AccessPolicy policy;
  private final AllowList allowList;
  private final Instance<RevokedTokenHandler> revokedToken;
  private final Clock clock;

  AccessCheck(
      TokenVerifier tokens,
      PossessionCheck possession,
      ApiKeyVerifier apiKeys,
      AccessCookie cookie,
      RevocationAndLimitCheck gate,
      RateLimiter limiter,
      CurrentCaller current,
      AccessConfig config,
      AdminConfig admin,
      AllowList allowList,
      Instance<RevokedTokenHandler> revokedToken,
      Clock clock) {
    this.tokens = tokens;
    this.possession = possession;
    this.apiKeys = apiKeys;
    this.cookie = cookie;
    this.gate = gate;
    this.limiter = limiter;
    this.current = current;
    this.policy = AccessPolicy.of(config, admin);
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
    RoutingContext context = request.unwrap(RoutingContext.class);
    ShownCredential sent;
    String inCookie;
    try {
      sent =
          ShownCredential.of(
              request.getHttpHeaders().getHeaderString(HttpHeaders.AUTHORIZATION),
              request.getHttpHeaders().getHeaderString(ShownCredential.API_KEY_FIELD));
      // A browser sends its cookies with whatever it sends, so they count if nothing else is there.
      inCookie = sent == null ? cookie.tokenOf(context.request()) : null;
    } catch (ShownCredential.Missing e) {
      return refuse(visit, AccessProblems.noCredential(), e.getMessage());
    } catch (Problem e) {
      return refuse(visit, e, e.getMessage());
    }
    ShownCredential shown =
        sent == null && inCookie != null ? new ShownCredential(inCookie, false) : sent;
    if (shown == null) {
      return refuse(visit, AccessProblems.noCredential(), "no credential");
    }
    boolean isKey = !shown.isProven() && ApiKey.isOne(shown.value());
    CredentialVerifier verifier = isKey ? apiKeys : tokens;
    return verifier
        .verify(shown.value(), address(request))
        .compose(verified -> {
          Optional<DpopProof> proof = possession.read(shown, verified, request);
          visit.by(verified.caller());
          if (inCookie != null) {
            AccessCookie.accept(context, verified, rule.changes());
          }
          return gate.ask(rule.limit(), verified)
              .map(permit -> new Passed(verified, permit))
              .recover(e ->
                  e instanceof InvalidToken
                      ? renew(rule, request, visit, verifier, shown.value(), verified)
                      : Future.failedFuture(e))
              .compose(passed ->
                  count(passed.permit(), request)
                      .compose(counted -> decide(rule, request, visit, passed.token()))
                      .compose(allowed -> possession.accept(proof))
                      .onSuccess(proven -> caller.set(passed.token().caller())));
        })
        .recover(e ->
            e instanceof InvalidToken
                ? refuse(visit, AccessProblems.invalidToken(), e.getMessage())
                : Future.failedFuture(e));
  }

  /**
   * What was revoked since the answer about a credential may leave it as good as before, or worth
   * less: then it is looked up once more. A token that says everything itself is over.
   */
  private Future<Passed> renew(
      AccessRule rule,
      ResteasyReactiveRequestContext request,
      AccessContext visit,
      CredentialVerifier verifier,
      String shown,
      VerifiedToken outdated) {
    return verifier
        .renew(shown, address(request), outdated)
        .compose(fresh -> {
          visit.by(fresh.caller());
          return gate.ask(rule.limit(), fresh).map(permit -> new Passed(fresh, permit));
        })
        .recover(e ->
            e instanceof InvalidToken && verifier == tokens
                ? refuseRevoked(visit, outdated.caller(), e.getMessage())
                : Future.failedFuture(e));
  }

  private record Passed(VerifiedToken token, Permit permit) {}

  private Future<Passed> refuseRevoked(
      AccessContext visit, Caller caller, @Nullable String reason) {
    Problem usual = AccessProblems.invalidToken();
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
      VerifiedToken token) {
    Caller caller = token.caller();
    Decision decision =
        ExpectedOrganization.isOf(caller, request.unwrap(RoutingContext.class).request())
            ? policy.decide(rule, caller, clock.instant())
            : ExpectedOrganization.OTHER;
    if (decision instanceof Decision.Allowed && !mayComeFrom(rule, token, address(request))) {
      decision =
          new Decision.Denied(
              CommonProblem.ADDRESS_NOT_ALLOWED, "This cannot be done from this address.");
    }
    return switch (decision) {
      case Decision.Allowed allowed -> Future.succeededFuture();
      case Decision.Denied denied ->
          refuse(visit, AccessProblems.forbidden(rule, denied), denied.detail());
    };
  }

  private boolean mayComeFrom(AccessRule rule, VerifiedToken token, ClientAddress address) {
    return token.mayComeFrom(address)
        && (rule.audience() != Audience.ADMIN || allowList.allows(address));
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

  private static ClientAddress address(ResteasyReactiveRequestContext request) {
    return ClientAddress.of(request.unwrap(RoutingContext.class));
  }
}
