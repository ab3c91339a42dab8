package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.redirect.CodeChallenge;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parameters of an authorization request, as they were sent. */
record RequestParameters(
    @Nullable String clientId,
    @Nullable String responseType,
    @Nullable String redirectUri,
    @Nullable String scope,
    @Nullable String state,
    @Nullable String codeChallenge,
    @Nullable String codeChallengeMethod,
    @Nullable String responseMode,
    @Nullable String dpopJkt) {

  private static final Pattern THUMBPRINT = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final int LONGEST_STATE = 1000;

  /**
   * The address to send the answer to.
   *
   * @throws Problem redirect-uri-not-registered if it is none that the client registered: then
   *     nobody is sent anywhere
   */
  String target(Client client) {
    return Optional.ofNullable(redirectUri)
        .filter(client::hasTarget)
        .orElseThrow(AuthProblem.REDIRECT_URI_NOT_REGISTERED::problem);
  }

  /** What is sent back to the client, whatever the answer is; null if that is nothing. */
  @Nullable String echoed() {
    return state == null || state.length() > LONGEST_STATE ? null : state;
  }

  /**
   * The request, checked.
   *
   * @throws RequestFault for every fault that the client is told
   */
  AuthorizationRequest check(KnownClient client) {
    if (!client.uses(GrantType.AUTHORIZATION_CODE)) {
      throw new RequestFault("unauthorized_client", "The client may not use this grant.");
    }
    if (!"code".equals(responseType)) {
      throw new RequestFault("unsupported_response_type", "response_type has to be code.");
    }
    if (responseMode != null && !"query".equals(responseMode)) {
      throw new RequestFault("invalid_request", "response_mode has to be query.");
    }
    if (state != null && state.length() > LONGEST_STATE) {
      throw new RequestFault("invalid_request", "state is too long.");
    }
    if (dpopJkt != null && !THUMBPRINT.matcher(dpopJkt).matches()) {
      throw new RequestFault("invalid_request", "dpop_jkt is no thumbprint.");
    }
    return new AuthorizationRequest(
        client.tenantId(),
        client.id(),
        target(client.client()),
        scopes(client),
        state,
        challenge(),
        dpopJkt,
        null);
  }

  /** No plain challenge: that is the verifier itself (B30). */
  private String challenge() {
    try {
      if (!"S256".equals(codeChallengeMethod)) {
        throw new RequestFault("invalid_request", "code_challenge_method has to be S256.");
      }
      return CodeChallenge.of(codeChallenge, codeChallengeMethod).orElseThrow().value();
    } catch (Problem e) {
      throw new RequestFault("invalid_request", e.detail());
    }
  }

  private List<Scope> scopes(KnownClient client) {
    try {
      List<Scope> asked = IssueClientTokens.scopes(scope, client.client().scopes());
      if (asked.isEmpty()) {
        throw new RequestFault("invalid_scope", "Name the scopes.");
      }
      return asked;
    } catch (Problem e) {
      throw new RequestFault("invalid_scope", e.detail());
    }
  }
}
