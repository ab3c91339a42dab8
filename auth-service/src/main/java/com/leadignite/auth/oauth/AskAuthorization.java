package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.hash.RandomToken;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes authorization requests. Of one whose client or redirect target is wrong nobody is sent
 * anywhere: the answer is ours. Every other fault is the client's to be told, at its target.
 */
@Singleton
final class AskAuthorization {

  private static final String HANDLE_PREFIX = "urn:ietf:params:oauth:request_uri:";
  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int LONGEST_STATE = 1000;

  private final KnownClientStore clients;
  private final RequestStore requests;
  private final InvalidSecrets invalidSecrets;
  private final OAuthSettings settings;
  private final SecureRandom random;
  private final Clock clock;
  private final String issuer;

  AskAuthorization(
      KnownClientStore clients,
      RequestStore requests,
      InvalidSecrets invalidSecrets,
      OAuthSettings settings,
      SecureRandom random,
      Clock clock,
      IssuerConfig config) {
    this.clients = clients;
    this.requests = requests;
    this.invalidSecrets = invalidSecrets;
    this.settings = settings;
    this.random = random;
    this.clock = clock;
    this.issuer = config.issuer();
  }

  /** The parameters of a request, as they were sent. */
  record Parameters(
      @Nullable String clientId,
      @Nullable String responseType,
      @Nullable String redirectUri,
      @Nullable String scope,
      @Nullable String state,
      @Nullable String codeChallenge,
      @Nullable String codeChallengeMethod,
      @Nullable String responseMode,
      @Nullable String dpopJkt) {}

  /** A fault that the client is told. */
  private static final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private final String error;

    Refused(String error, String description) {
      super(description, null, false, false);
      this.error = error;
    }
  }

  /**
   * Where the person is sent: to the page that asks them, or back to the client with an error.
   * Fails with oauth-client-not-found or redirect-uri-not-registered.
   *
   * @param pushed the handle of a request that was pushed; then the parameters do not count
   */
  Uni<String> ask(Parameters sent, @Nullable String pushed) {
    return Uni.createFrom()
        .item(Uuids.parse(String.valueOf(sent.clientId())))
        .chain(id ->
            id.isEmpty()
                ? Uni.createFrom().item(Optional.<KnownClient>empty())
                : clients.find(id.get()))
        .map(found -> found.orElseThrow(AuthProblem.OAUTH_CLIENT_NOT_FOUND::problem))
        .chain(client -> pushed == null ? ask(client, sent) : askPushed(client, pushed));
  }

  private Uni<String> ask(KnownClient client, Parameters sent) {
    RedirectTarget target;
    try {
      target = target(client, sent);
    } catch (Problem e) {
      return invalidSecrets.refuse("oauth.authorize.refused", e, client.target());
    }
    try {
      return waiting(request(client, sent));
    } catch (Refused e) {
      return Uni.createFrom().item(target.withError(e.error, String.valueOf(e.getMessage())));
    }
  }

  private Uni<String> askPushed(KnownClient client, String handle) {
    String secret =
        handle.startsWith(HANDLE_PREFIX) ? handle.substring(HANDLE_PREFIX.length()) : "";
    return requests
        .takePushed(secret, client.id(), clock.instant())
        .map(found -> found.orElseThrow(AuthProblem.AUTHORIZATION_NOT_FOUND::problem))
        .chain(this::waiting);
  }

  private Uni<String> waiting(AuthorizationRequest asked) {
    String id = RandomToken.make(random);
    String page = settings.consentUrl().toString();
    return requests
        .wait(id, asked, clock.instant().plus(settings.requestLife()))
        .replaceWith(page + (page.indexOf('?') < 0 ? "?" : "&") + "authorization_id=" + id);
  }

  /**
   * Keeps a request that its client pushed (RFC 9126).
   *
   * @return its handle; fails with the problem that its fault is
   */
  Uni<String> push(KnownClient client, Parameters sent) {
    target(client, sent);
    AuthorizationRequest asked;
    try {
      asked = request(client, sent);
    } catch (Refused e) {
      return Uni.createFrom()
          .failure(new Problem(problemOf(e.error), String.valueOf(e.getMessage())));
    }
    String secret = RandomToken.make(random);
    return requests
        .push(secret, asked, clock.instant().plus(settings.pushedLife()))
        .replaceWith(HANDLE_PREFIX + secret);
  }

  private static AuthProblem problemOf(String error) {
    return switch (error) {
      case "invalid_scope" -> AuthProblem.INVALID_SCOPE;
      case "unauthorized_client" -> AuthProblem.UNAUTHORIZED_CLIENT;
      default -> AuthProblem.PKCE_INCOMPLETE;
    };
  }

  private RedirectTarget target(KnownClient client, Parameters sent) {
    String uri = sent.redirectUri();
    // As it is, character by character: no other way of comparing was never got around.
    if (uri == null || !client.client().redirectUris().contains(uri)) {
      throw AuthProblem.REDIRECT_URI_NOT_REGISTERED.problem();
    }
    String state = sent.state();
    return new RedirectTarget(
        uri, state == null || state.length() > LONGEST_STATE ? null : state, issuer);
  }

  private static AuthorizationRequest request(KnownClient client, Parameters sent) {
    if (!client.uses(GrantType.AUTHORIZATION_CODE)) {
      throw new Refused("unauthorized_client", "The client may not use this grant.");
    }
    if (!"code".equals(sent.responseType())) {
      throw new Refused("unsupported_response_type", "response_type has to be code.");
    }
    if (sent.responseMode() != null && !"query".equals(sent.responseMode())) {
      throw new Refused("invalid_request", "response_mode has to be query.");
    }
    if (sent.state() != null && sent.state().length() > LONGEST_STATE) {
      throw new Refused("invalid_request", "state is too long.");
    }
    if (sent.dpopJkt() != null && !THUMBPRINT.matcher(sent.dpopJkt()).matches()) {
      throw new Refused("invalid_request", "dpop_jkt is no thumbprint.");
    }
    return new AuthorizationRequest(
        client.tenantId(),
        client.id(),
        String.valueOf(sent.redirectUri()),
        scopes(client, sent),
        sent.state(),
        challenge(sent),
        sent.dpopJkt());
  }

  /** No plain challenge: that is the verifier itself (B30). */
  private static String challenge(Parameters sent) {
    try {
      if (!"S256".equals(sent.codeChallengeMethod())) {
        throw new Refused("invalid_request", "code_challenge_method has to be S256.");
      }
      return CodeChallenge.of(sent.codeChallenge(), sent.codeChallengeMethod())
          .orElseThrow()
          .value();
    } catch (Problem e) {
      throw new Refused("invalid_request", e.detail());
    }
  }

  private static List<Scope> scopes(KnownClient client, Parameters sent) {
    try {
      List<Scope> asked = IssueClientTokens.scopes(sent.scope(), client.client().scopes());
      if (asked.isEmpty()) {
        throw new Refused("invalid_scope", "Name the scopes.");
      }
      return asked;
    } catch (Problem e) {
      throw new Refused("invalid_scope", e.detail());
    }
  }
}
