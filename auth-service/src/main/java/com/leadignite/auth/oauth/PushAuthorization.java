package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Takes authorization requests from their clients themselves (RFC 9126). */
@Singleton
final class PushAuthorization {

  /** What the handle of a pushed request begins with. */
  static final String HANDLE_PREFIX = "urn:ietf:params:oauth:request_uri:";

  private final RequestStore requests;
  private final ClientProof proof;
  private final InvalidSecrets invalidSecrets;
  private final OAuthSettings settings;
  private final SecureRandom random;
  private final Clock clock;

  PushAuthorization(
      RequestStore requests,
      ClientProof proof,
      InvalidSecrets invalidSecrets,
      OAuthSettings settings,
      SecureRandom random,
      Clock clock) {
    this.requests = requests;
    this.proof = proof;
    this.invalidSecrets = invalidSecrets;
    this.settings = settings;
    this.random = random;
    this.clock = clock;
  }

  /**
   * Keeps a request of a client that has authenticated, bound to the key of its DPoP proof if it
   * sends one.
   *
   * @return its handle; fails with the problem that its fault is
   */
  Uni<String> push(KnownClient client, RequestParameters sent, HttpServerRequest request) {
    return Uni.createFrom()
        .item(() -> check(client, sent))
        .chain(checked -> proof.ofPushed(request, checked.proofKey()).map(checked::boundTo))
        .onFailure(PushAuthorization::isRefusal)
        .recoverWithUni(e -> refuse(client, (Problem) e))
        .chain(this::keep);
  }

  private static boolean isRefusal(Throwable e) {
    return e instanceof Problem problem && problem.type() instanceof AuthProblem;
  }

  private Uni<AuthorizationRequest> refuse(KnownClient client, Problem why) {
    return invalidSecrets.refuse(
        "oauth.authorize.refused", why, client.target(), client.tenantId(), why.type().slug());
  }

  private Uni<String> keep(AuthorizationRequest request) {
    String secret = RandomToken.make(random);
    return requests
        .push(secret, request, clock.instant().plus(settings.pushedLife()))
        .replaceWith(HANDLE_PREFIX + secret);
  }

  private static AuthorizationRequest check(KnownClient client, RequestParameters sent) {
    try {
      sent.target(client.client());
      return sent.check(client);
    } catch (RequestFault e) {
      throw new Problem(problemOf(e.error()), e.description());
    }
  }

  private static AuthProblem problemOf(String error) {
    return switch (error) {
      case "invalid_scope" -> AuthProblem.INVALID_SCOPE;
      case "unauthorized_client" -> AuthProblem.UNAUTHORIZED_CLIENT;
      default -> AuthProblem.PKCE_INCOMPLETE;
    };
  }
}
