package com.leadignite.auth.wire;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.password.Password;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.session.RefreshSession;
import com.leadignite.auth.signin.SignIn;
import com.leadignite.auth.token.AccessToken;
import com.leadignite.auth.token.ServiceClients;
import com.leadignite.auth.wire.Credentials.TokenBody;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.edge.CurrentRequest;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.limit.RateLimiter;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;

/** {@code POST /token}: every way to a token, by {@code grant_type}. */
@Path("/auth/v1/token")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sign-in", description = "The API of Supabase Auth")
public final class TokenResource {

  private final SignIn signIn;
  private final RefreshSession refreshSession;
  private final ServiceClients serviceClients;
  private final RateLimiter limiter;
  private final CurrentRequest request;

  TokenResource(
      SignIn signIn,
      RefreshSession refreshSession,
      ServiceClients serviceClients,
      RateLimiter limiter,
      CurrentRequest request) {
    this.signIn = signIn;
    this.refreshSession = refreshSession;
    this.serviceClients = serviceClients;
    this.limiter = limiter;
    this.request = request;
  }

  /** A service's token (RFC 6749, section 5.1). */
  record ServiceTokenView(String accessToken, String tokenType, long expiresIn) {

    static ServiceTokenView of(AccessToken token) {
      return new ServiceTokenView(token.value(), "bearer", token.lifeSeconds());
    }

    @Override
    public String toString() {
      return "ServiceTokenView";
    }
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
  @Operation(
      summary = "Sign in, refresh, or get a service's token",
      description =
          "`grant_type=password` takes `email` and `password`; `refresh_token` takes"
              + " `refresh_token`; `client_credentials` takes HTTP Basic. Five wrong passwords lock"
              + " the account to that address for five minutes: 429, with Retry-After, also for"
              + " accounts that do not exist.")
  @APIResponse(responseCode = "200", description = "A session, or a service's token")
  @APIResponse(
      responseCode = "400",
      description =
          "invalid_credentials, email_not_confirmed, refresh_token_not_found,"
              + " refresh_token_already_used, session_expired")
  @APIResponse(responseCode = "429", description = "over_request_rate_limit")
  public Uni<Object> token(
      @QueryParam("grant_type") @Nullable String grantType,
      @HeaderParam("Authorization") @Nullable String authorization,
      @Nullable TokenBody sent) {
    return switch (String.valueOf(grantType)) {
      case "password" -> password(needed(sent)).map(SessionView::of);
      case "refresh_token" -> refresh(needed(sent)).map(SessionView::of);
      case "client_credentials" -> service(authorization).map(token -> token);
      default -> Uni.createFrom().failure(AuthProblem.UNSUPPORTED_GRANT_TYPE.problem());
    };
  }

  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
  @Operation(summary = "Get a service's token", description = "As OAuth 2.0 clients ask for it.")
  public Uni<ServiceTokenView> serviceToken(
      @QueryParam("grant_type") @Nullable String inQuery,
      @RestForm("grant_type") @Nullable String inForm,
      @HeaderParam("Authorization") @Nullable String authorization) {
    return "client_credentials".equals(inForm == null ? inQuery : inForm)
        ? service(authorization)
        : Uni.createFrom().failure(AuthProblem.UNSUPPORTED_GRANT_TYPE.problem());
  }

  private Uni<com.leadignite.auth.session.IssuedSession> password(TokenBody sent) {
    if (sent.email() == null && sent.phone() != null) {
      throw AuthProblem.PHONE_DISABLED.problem();
    }
    String network = network();
    Optional<EmailAddress> email = EmailAddress.parse(sent.email());
    Optional<Password> password = Password.of(sent.password());
    return limiter
        .require(Limit.SIGN_IN, network)
        .chain(() ->
            email.isPresent() && password.isPresent()
                ? signIn.signIn(email.get(), password.get(), network)
                : Uni.createFrom().failure(AuthProblem.INVALID_CREDENTIALS.problem()));
  }

  private Uni<com.leadignite.auth.session.IssuedSession> refresh(TokenBody sent) {
    String token = sent.refreshToken() == null ? "" : sent.refreshToken();
    return limiter.require(Limit.REFRESH, network()).chain(() -> refreshSession.refresh(token));
  }

  private Uni<ServiceTokenView> service(@Nullable String authorization) {
    return Uni.createFrom().item(() -> ServiceTokenView.of(serviceClients.token(authorization)));
  }

  private String network() {
    return request.info().orElseThrow().address().network();
  }

  private static TokenBody needed(@Nullable TokenBody sent) {
    if (sent == null) {
      throw new Problem(CommonProblem.MALFORMED_REQUEST, "A JSON body is needed.");
    }
    return sent;
  }
}
