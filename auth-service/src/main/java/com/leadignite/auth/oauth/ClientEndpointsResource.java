package com.leadignite.auth.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** What clients do besides getting tokens: push requests, look at their tokens, revoke them. */
@Path("/auth/v1")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth", description = "The OAuth 2.1 server for partners")
public final class ClientEndpointsResource {

  private final AuthenticateClient authenticate;
  private final PushAuthorization push;
  private final InspectTokens inspect;
  private final OAuthSettings settings;

  ClientEndpointsResource(
      AuthenticateClient authenticate,
      PushAuthorization push,
      InspectTokens inspect,
      OAuthSettings settings) {
    this.authenticate = authenticate;
    this.push = push;
    this.inspect = inspect;
    this.settings = settings;
  }

  /**
   * A request that was pushed (RFC 9126, section 2.2).
   *
   * @param requestUri what the client sends the person with, once
   * @param expiresIn for how many seconds
   */
  @RegisterForReflection
  record Pushed(String requestUri, long expiresIn) {}

  /**
   * What a token is (RFC 7662, section 2.2): of one that is not valid, or not of the client that
   * asks, that it is not active, and nothing else.
   *
   * @param active whether it is valid now
   * @param scope its scopes, separated by spaces
   * @param clientId its client
   * @param tokenType how it is shown: Bearer or DPoP; left out of a refresh token
   * @param sub for whom it acts
   * @param tenantId in which organization
   * @param iss who issued it
   * @param exp when it expires, in seconds
   * @param cnf the key that it is bound to (RFC 9449, section 6.2); left out if it is not
   */
  @RegisterForReflection
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InspectedToken(
      boolean active,
      @Nullable String scope,
      @Nullable String clientId,
      @Nullable String tokenType,
      @Nullable String sub,
      @Nullable String tenantId,
      @Nullable String iss,
      @Nullable Long exp,
      @Nullable Map<String, String> cnf) {

    static final InspectedToken INACTIVE =
        new InspectedToken(false, null, null, null, null, null, null, null, null);
  }

  @POST
  @Path("/oauth/par")
  @ForClients
  @ResponseStatus(201)
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(
      operationId = "pushAuthorizationRequest",
      summary = "Push an authorization request",
      description =
          "The parameters of `authorize`, from the client itself (RFC 9126): nothing of them passes"
              + " through the person's browser. With a DPoP proof the code is bound to its key, as"
              + " with `dpop_jkt` (RFC 9449, section 10.1).")
  @APIResponse(
      responseCode = "201",
      description = "The handle to send the person with",
      content = @Content(schema = @Schema(implementation = Pushed.class)))
  @Problems({
    AuthProblem.REDIRECT_URI_NOT_REGISTERED,
    AuthProblem.INVALID_SCOPE,
    AuthProblem.UNAUTHORIZED_CLIENT,
    AuthProblem.PKCE_INCOMPLETE,
    AuthProblem.INVALID_DPOP_PROOF
  })
  public Uni<Pushed> push(
      @BeanParam SentCredentials credentials,
      @RestForm("response_type") @Nullable List<String> responseType,
      @RestForm("redirect_uri") @Nullable List<String> redirectUri,
      @RestForm("scope") @Nullable List<String> scope,
      @RestForm("state") @Nullable List<String> state,
      @RestForm("code_challenge") @Nullable List<String> codeChallenge,
      @RestForm("code_challenge_method") @Nullable List<String> codeChallengeMethod,
      @RestForm("response_mode") @Nullable List<String> responseMode,
      @RestForm("dpop_jkt") @Nullable List<String> dpopJkt,
      @Context HttpServerRequest request) {
    RequestParameters sent =
        new RequestParameters(
            credentials.id(),
            OAuthForm.one("response_type", responseType),
            OAuthForm.one("redirect_uri", redirectUri),
            OAuthForm.one("scope", scope),
            OAuthForm.one("state", state),
            OAuthForm.one("code_challenge", codeChallenge),
            OAuthForm.one("code_challenge_method", codeChallengeMethod),
            OAuthForm.one("response_mode", responseMode),
            OAuthForm.one("dpop_jkt", dpopJkt));
    return authenticate
        .authenticate(credentials.read())
        .chain(client -> push.push(client, sent, request))
        .map(handle -> new Pushed(handle, settings.pushedLife().toSeconds()));
  }

  @POST
  @Path("/oauth/introspect")
  @ForClients
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(
      operationId = "introspectToken",
      summary = "What a token is worth now",
      description =
          "For a client that authenticates, of its own tokens (RFC 7662); of any other: that it is"
              + " inactive.")
  @APIResponse(responseCode = "200", description = "Whether it is active, and what it permits")
  public Uni<InspectedToken> introspect(
      @RestForm("token") @Nullable List<String> token,
      @RestForm("token_type_hint") @Nullable List<String> hint,
      @BeanParam SentCredentials credentials) {
    String shown = OAuthForm.needed("token", token);
    return authenticate
        .authenticateConfidential(credentials.read())
        .chain(client -> inspect.of(client, shown));
  }

  @POST
  @Path("/oauth/revoke")
  @ForClients
  @ResponseStatus(200)
  @Operation(
      operationId = "revokeToken",
      summary = "Revoke a token",
      description =
          "For a client, of its own tokens (RFC 7009): with everything that was given at the same"
              + " time, access and refresh tokens alike. An unknown token is answered the same. 503"
              + " if it is not certain yet that every service refuses it.")
  @APIResponse(responseCode = "200", description = "It is worth nothing any more")
  public Uni<Void> revoke(
      @RestForm("token") @Nullable List<String> token,
      @RestForm("token_type_hint") @Nullable List<String> hint,
      @BeanParam SentCredentials credentials) {
    String shown = OAuthForm.needed("token", token);
    return authenticate
        .authenticate(credentials.read())
        .chain(client -> inspect.revoke(client, shown));
  }
}
