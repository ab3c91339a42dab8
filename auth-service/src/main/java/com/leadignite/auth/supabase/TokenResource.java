package com.leadignite.auth.supabase;

import com.leadignite.auth.account.Address;
import com.leadignite.auth.device.DeviceCookie;
import com.leadignite.auth.device.DeviceCookie.Device;
import com.leadignite.auth.oauth.OAuthForm;
import com.leadignite.auth.oauth.OAuthToken;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.password.PasswordRules;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.session.RefreshSession;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.signin.SignIn;
import com.leadignite.auth.social.SignInWithIdToken;
import com.leadignite.auth.supabase.Credentials.MetaSecurity;
import com.leadignite.auth.supabase.Credentials.TokenBody;
import com.leadignite.auth.token.ServiceClients;
import com.leadignite.auth.verify.Exchanged;
import com.leadignite.auth.verify.PkceCodes;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code POST /token}: every way to a token, by {@code grant_type}. */
@Path("/auth/v1/token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in", description = "The API of Supabase Auth")
@APIResponse(
    responseCode = "200",
    description = "A session; a token alone for a form or a service",
    content = @Content(schema = @Schema(anyOf = {SessionView.class, OAuthToken.class})))
public final class TokenResource {

  private static final String DESCRIPTION =
      "`grant_type=password` takes `email` or `phone`, and `password`; `refresh_token` takes"
          + " `refresh_token`; `pkce` takes `auth_code` and `code_verifier`; `id_token` takes `provider`, `id_token` and"
          + " `nonce`, if the token has its SHA-256; `client_credentials`"
          + " takes HTTP Basic. Also as a form with"
          + " `grant_type`, `username`, `password` and `refresh_token` (RFC 6749), and"
          + " `captcha_token` for a proof of work, which is"
          + " answered in the shape of that document, errors too. Five wrong passwords lock the"
          + " account to that address for five minutes: 429, with Retry-After, also for accounts"
          + " that do not exist.";

  /** Who signs the ID tokens of the providers that clients name. */
  private static final Map<String, String> ISSUERS =
      Map.of(
          "apple", "https://appleid.apple.com",
          "facebook", "https://www.facebook.com",
          "google", "https://accounts.google.com",
          "kakao", "https://kauth.kakao.com");

  private final SignIn signIn;
  private final PasswordRules passwordRules;
  private final RefreshSession refreshSession;
  private final ServiceClients serviceClients;
  private final DeviceCookie deviceCookie;
  private final PkceCodes pkceCodes;
  private final SignInWithIdToken signInWithIdToken;
  private final CompleteSession completeSession;
  private final Addresses addresses;
  private final RateLimiter limiter;
  private final CurrentRequest request;

  TokenResource(
      SignIn signIn,
      PasswordRules passwordRules,
      RefreshSession refreshSession,
      ServiceClients serviceClients,
      DeviceCookie deviceCookie,
      PkceCodes pkceCodes,
      SignInWithIdToken signInWithIdToken,
      CompleteSession completeSession,
      Addresses addresses,
      RateLimiter limiter,
      CurrentRequest request) {
    this.signIn = signIn;
    this.passwordRules = passwordRules;
    this.refreshSession = refreshSession;
    this.serviceClients = serviceClients;
    this.deviceCookie = deviceCookie;
    this.pkceCodes = pkceCodes;
    this.signInWithIdToken = signInWithIdToken;
    this.completeSession = completeSession;
    this.addresses = addresses;
    this.limiter = limiter;
    this.request = request;
  }

  @POST
  @Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
  @IssuesTokens
  @Operation(
      operationId = "issueToken",
      summary = "Sign in, refresh, or get a service's token",
      description = DESCRIPTION)
  public Uni<Object> token(
      @QueryParam("grant_type") @Nullable String grantType,
      @HeaderParam("Authorization") @Nullable String authorization,
      @Nullable TokenBody sent) {
    return switch (String.valueOf(grantType)) {
      case "password" -> passwordInUse(Credentials.needed(sent)).map(session -> session);
      case "refresh_token" -> refresh(Credentials.needed(sent)).map(SessionView::of);
      case "client_credentials" -> service(authorization).map(token -> token);
      case "id_token" -> idToken(Credentials.needed(sent)).map(SessionView::of);
      case "web3" -> Uni.createFrom().failure(AuthProblem.WEB3_DISABLED.problem());
      case "pkce" -> pkce(Credentials.needed(sent)).map(SessionView::of);
      default -> Uni.createFrom().failure(AuthProblem.UNSUPPORTED_GRANT_TYPE.problem());
    };
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @IssuesTokens
  public Uni<OAuthToken> oauthToken(
      @QueryParam("grant_type") @Nullable String inQuery,
      @RestForm("grant_type") @Nullable List<String> grantType,
      @RestForm("username") @Nullable List<String> username,
      @RestForm("password") @Nullable List<String> password,
      @RestForm("refresh_token") @Nullable List<String> refreshToken,
      @RestForm("captcha_token") @Nullable List<String> captchaToken,
      @HeaderParam("Authorization") @Nullable String authorization) {
    String inForm = OAuthForm.one("grant_type", grantType);
    return switch (inForm == null ? OAuthForm.needed("grant_type", inQuery) : inForm) {
      case "password" ->
          password(
                  TokenBody.ofPassword(
                      OAuthForm.needed("username", username),
                      OAuthForm.needed("password", password),
                      OAuthForm.one("captcha_token", captchaToken)))
              .map(OAuthToken::of);
      case "refresh_token" ->
          refresh(TokenBody.ofRefreshToken(OAuthForm.needed("refresh_token", refreshToken)))
              .map(OAuthToken::of);
      case "client_credentials" -> service(authorization);
      default -> Uni.createFrom().failure(AuthProblem.UNSUPPORTED_GRANT_TYPE.problem());
    };
  }

  private Uni<SessionTokens> password(TokenBody sent) {
    Optional<? extends Address> address = addresses.ofSignIn(sent.email(), sent.phone());
    String network = network();
    Optional<Password> password = Password.of(sent.password());
    Device device = deviceCookie.ofRequest();
    return limiter
        .require(Limit.SIGN_IN, network)
        .chain(() ->
            address.isPresent() && password.isPresent()
                ? signIn
                    .signIn(
                        address.get(),
                        password.get(),
                        network,
                        device.token(),
                        MetaSecurity.proof(sent.gotrueMetaSecurity()))
                    .chain(completeSession::opened)
                    .invoke(session -> device.remember(session.account().id()))
                : Uni.createFrom().failure(AuthProblem.INVALID_CREDENTIALS.problem()));
  }

  private Uni<SessionView> passwordInUse(TokenBody sent) {
    return password(sent)
        .map(session ->
            SessionView.of(session)
                .with(Password.of(sent.password()).flatMap(passwordRules::weakness)));
  }

  private Uni<SessionTokens> refresh(TokenBody sent) {
    String token = sent.refreshToken() == null ? "" : sent.refreshToken();
    return refreshSession.refresh(token).chain(completeSession::complete);
  }

  private Uni<Exchanged> pkce(TokenBody sent) {
    Device device = deviceCookie.ofRequest();
    return limiter
        .require(Limit.VERIFY, network())
        .chain(() -> pkceCodes.exchange(sent.authCode(), sent.codeVerifier()))
        .chain(exchanged ->
            completeSession
                .opened(exchanged.session())
                .map(session -> new Exchanged(session, exchanged.tokens())))
        .invoke(exchanged -> device.remember(exchanged.session().account().id()));
  }

  private Uni<SessionTokens> idToken(TokenBody sent) {
    String provider = sent.provider();
    if (provider == null || !signInWithIdToken.isEnabled(provider)) {
      return Uni.createFrom().failure(notEnabled(provider));
    }
    // It would sign in to the account of the identity, not link it to the caller's.
    if (Boolean.TRUE.equals(sent.linkIdentity())) {
      return Uni.createFrom().failure(AuthProblem.LINKING_DISABLED.problem());
    }
    String token = sent.idToken();
    if (token == null || token.isEmpty()) {
      return Uni.createFrom().failure(AuthProblem.ID_TOKEN_NEEDED.problem());
    }
    Device device = deviceCookie.ofRequest();
    return limiter
        .require(Limit.SIGN_IN, network())
        .chain(() -> signInWithIdToken.signIn(provider, token, sent.nonce(), device.token()))
        .chain(completeSession::opened)
        .invoke(session -> device.remember(session.account().id()));
  }

  private Uni<OAuthToken> service(@Nullable String authorization) {
    return serviceClients.token(authorization).map(OAuthToken::of);
  }

  private static Problem notEnabled(@Nullable String provider) {
    String issuer = provider == null ? "" : ISSUERS.getOrDefault(provider, "");
    return new Problem(
        AuthProblem.PROVIDER_DISABLED, "Provider (issuer \"" + issuer + "\") is not enabled");
  }

  private String network() {
    return request.info().orElseThrow().address().network();
  }
}
