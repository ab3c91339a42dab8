package com.leadignite.auth.oauth;

import com.leadignite.auth.oauth.RedeemGrants.Redemption;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.throttle.InvalidSecrets;
import com.leadignite.guard.problem.Problem;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code POST /oauth/token}: what clients of partners get tokens at. */
@Path("/auth/v1/oauth/token")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth", description = "The OAuth 2.1 server for partners")
public final class ClientTokenResource {

  private final AuthenticateClient authenticate;
  private final ClientProof proof;
  private final RedeemGrants redeem;
  private final ClientTokens clientTokens;
  private final InvalidSecrets invalidSecrets;

  ClientTokenResource(
      AuthenticateClient authenticate,
      ClientProof proof,
      RedeemGrants redeem,
      ClientTokens clientTokens,
      InvalidSecrets invalidSecrets) {
    this.authenticate = authenticate;
    this.proof = proof;
    this.redeem = redeem;
    this.clientTokens = clientTokens;
    this.invalidSecrets = invalidSecrets;
  }

  /** What a grant needs of the form. */
  private record Asked(
      GrantType grant,
      @Nullable String code,
      @Nullable String redirectUri,
      @Nullable String verifier,
      @Nullable String refreshToken,
      @Nullable String scope) {}

  @POST
  @ForClients
  @ResponseHeader(name = "Cache-Control", value = "no-store")
  @Operation(
      operationId = "issueClientToken",
      summary = "Get a client's tokens",
      description =
          "`grant_type` is `authorization_code` with `code`, `redirect_uri` and `code_verifier`;"
              + " `refresh_token` with `refresh_token`; or `client_credentials`. Clients"
              + " authenticate as they registered: HTTP Basic, `client_id` and `client_secret`, a"
              + " `client_assertion`, or with `client_id` alone. With a DPoP proof the token is bound"
              + " to its key (RFC 9449).")
  @APIResponse(responseCode = "200", description = "The tokens")
  @Problems({
    AuthProblem.INVALID_GRANT,
    AuthProblem.INVALID_SCOPE,
    AuthProblem.UNAUTHORIZED_CLIENT,
    AuthProblem.UNSUPPORTED_GRANT_TYPE,
    AuthProblem.INVALID_DPOP_PROOF
  })
  public Uni<OAuthToken> token(
      @RestForm("grant_type") @Nullable List<String> grantType,
      @BeanParam SentCredentials credentials,
      @RestForm("code") @Nullable List<String> code,
      @RestForm("redirect_uri") @Nullable List<String> redirectUri,
      @RestForm("code_verifier") @Nullable List<String> verifier,
      @RestForm("refresh_token") @Nullable List<String> refreshToken,
      @RestForm("scope") @Nullable List<String> scope,
      @Context HttpServerRequest request) {
    GrantType grant =
        GrantType.of(OAuthForm.needed("grant_type", grantType))
            .orElseThrow(AuthProblem.UNSUPPORTED_GRANT_TYPE::problem);
    Asked asked =
        new Asked(
            grant,
            OAuthForm.one("code", code),
            OAuthForm.one("redirect_uri", redirectUri),
            OAuthForm.one("code_verifier", verifier),
            OAuthForm.one("refresh_token", refreshToken),
            OAuthForm.one("scope", scope));
    return authenticate
        .authenticate(credentials.read())
        .chain(client ->
            Uni.createFrom()
                .item(client)
                .invoke(known -> permit(known, grant))
                .chain(known -> proof.ofToken(known, request))
                .chain(key -> issue(client, asked, key))
                .onFailure(ClientTokenResource::isTold)
                .recoverWithUni(e -> refuse((Problem) e, client)));
  }

  private <T> Uni<T> refuse(Problem why, KnownClient client) {
    return invalidSecrets.refuse(
        "oauth.token.refused", why, client.target(), client.tenantId(), why.type().slug());
  }

  /** What has no event yet (B45). */
  private static boolean isTold(Throwable e) {
    return e instanceof Problem problem
        && (problem.type() == AuthProblem.UNAUTHORIZED_CLIENT
            || problem.type() == AuthProblem.INVALID_SCOPE
            || problem.type() == AuthProblem.INVALID_DPOP_PROOF);
  }

  /**
   * @throws Problem unauthorized-client if it did not register that grant
   */
  private static void permit(KnownClient client, GrantType grant) {
    if (!client.uses(grant)) {
      throw AuthProblem.UNAUTHORIZED_CLIENT.problem();
    }
  }

  private Uni<OAuthToken> issue(KnownClient client, Asked asked, Optional<String> proofKey) {
    String key = proofKey.orElse(null);
    return switch (asked.grant()) {
      case AUTHORIZATION_CODE ->
          redeem.code(
              client,
              new Redemption(
                  OAuthForm.needed("code", asked.code()),
                  asked.redirectUri(),
                  OAuthForm.needed("code_verifier", asked.verifier()),
                  key));
      case REFRESH_TOKEN ->
          redeem.refresh(
              client, OAuthForm.needed("refresh_token", asked.refreshToken()), asked.scope(), key);
      case CLIENT_CREDENTIALS -> clientTokens.issue(client, asked.scope(), key);
    };
  }
}
