package com.leadignite.auth.oauth;

import com.leadignite.auth.oauth.DecideAuthorization.Shown;
import com.leadignite.auth.oauth.GivenGrant.NamedClient;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.body.Body;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** How a client asks a person, and the person decides; in the form of Supabase Auth. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth", description = "The OAuth 2.1 server for partners")
public final class AuthorizationResource {

  private final CurrentCaller caller;
  private final AskAuthorization ask;
  private final DecideAuthorization decide;

  AuthorizationResource(CurrentCaller caller, AskAuthorization ask, DecideAuthorization decide) {
    this.caller = caller;
    this.ask = ask;
    this.decide = decide;
  }

  /**
   * What a client asks for.
   *
   * @param authorizationId to decide by
   * @param redirectUri where the person is sent back to
   * @param client who asks
   * @param user who is asked
   * @param scope what the client would get: of what it asks for as much as the person can give
   * @param scopes the same, each in words
   */
  @RegisterForReflection
  record AuthorizationDetails(
      String authorizationId,
      String redirectUri,
      NamedClient client,
      AskedUser user,
      String scope,
      List<DescribedScope> scopes) {

    static AuthorizationDetails of(String id, Shown shown, Caller.Person person) {
      return new AuthorizationDetails(
          id,
          shown.request().redirectUri(),
          NamedClient.of(
              shown.client().clientId(), shown.client().name(), shown.request().redirectUri()),
          new AskedUser(person.userId().value(), person.email() == null ? "" : person.email()),
          Scope.names(shown.scopes().stream()).collect(Collectors.joining(" ")),
          shown.scopes().stream()
              .map(scope -> new DescribedScope(scope, scope.description()))
              .toList());
    }
  }

  /** Who is asked. */
  @RegisterForReflection
  record AskedUser(UUID id, String email) {}

  /** A scope in words. */
  @RegisterForReflection
  record DescribedScope(Scope name, String description) {}

  /**
   * A decision.
   *
   * @param action approve or deny
   */
  @Body
  @RegisterForReflection
  record Consent(@NotNull ConsentAction action) {}

  /**
   * Where to send the person.
   *
   * @param redirectUrl the client's address, with a code or an error
   */
  @RegisterForReflection
  record Redirect(String redirectUrl) {}

  @GET
  @Path("/oauth/authorize")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @Operation(
      operationId = "authorizeClient",
      summary = "Ask a person for consent",
      description =
          "For a client, by redirect: `response_type=code`, `client_id`, `redirect_uri`, `scope`,"
              + " `state`, `code_challenge` and `code_challenge_method=S256`; or `client_id` and the"
              + " `request_uri` of a pushed request.")
  @APIResponse(
      responseCode = "303",
      description = "To the page that asks the person. It tells the client of faults, too",
      headers =
          @Header(
              name = "Location",
              description = "Where the person is redirected to.",
              schema = @Schema(type = SchemaType.STRING)))
  @Problems(
      value = {
        AuthProblem.OAUTH_CLIENT_NOT_FOUND,
        AuthProblem.REDIRECT_URI_NOT_REGISTERED,
        AuthProblem.AUTHORIZATION_NOT_FOUND
      },
      common = CommonProblem.VALIDATION_FAILED)
  public Uni<RestResponse<Void>> authorize(
      @QueryParam("client_id") @Nullable List<String> clientId,
      @QueryParam("response_type") @Nullable List<String> responseType,
      @QueryParam("redirect_uri") @Nullable List<String> redirectUri,
      @QueryParam("scope") @Nullable List<String> scope,
      @QueryParam("state") @Nullable List<String> state,
      @QueryParam("code_challenge") @Nullable List<String> codeChallenge,
      @QueryParam("code_challenge_method") @Nullable List<String> codeChallengeMethod,
      @QueryParam("response_mode") @Nullable List<String> responseMode,
      @QueryParam("dpop_jkt") @Nullable List<String> dpopJkt,
      @QueryParam("request_uri") @Nullable List<String> requestUri) {
    RequestParameters sent =
        new RequestParameters(
            OAuthForm.one("client_id", clientId),
            OAuthForm.one("response_type", responseType),
            OAuthForm.one("redirect_uri", redirectUri),
            OAuthForm.one("scope", scope),
            OAuthForm.one("state", state),
            OAuthForm.one("code_challenge", codeChallenge),
            OAuthForm.one("code_challenge_method", codeChallengeMethod),
            OAuthForm.one("response_mode", responseMode),
            OAuthForm.one("dpop_jkt", dpopJkt));
    return ask.ask(sent, OAuthForm.one("request_uri", requestUri))
        .map(to ->
            ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, to)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
  }

  @GET
  @Path("/oauth/authorizations/{handle}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "getAuthorization",
      summary = "What a client asks the caller for",
      description =
          "For the page that asks. Whoever looks first is the one who decides. Of a faulty request"
              + " the answer has `redirect_url` alone: send the person there.")
  @APIResponse(
      responseCode = "200",
      description = "The client, and each scope in words; or where to send the person at once",
      content = @Content(schema = @Schema(anyOf = {AuthorizationDetails.class, Redirect.class})))
  @Problems(AuthProblem.AUTHORIZATION_NOT_FOUND)
  public Uni<Object> details(@PathParam("handle") String id) {
    Caller.Person person = caller.person();
    return decide
        .show(person, id)
        .map(shown ->
            shown
                .refusal()
                .<Object>map(Redirect::new)
                .orElseGet(() -> AuthorizationDetails.of(id, shown, person)));
  }

  @POST
  @Path("/oauth/authorizations/{handle}/consent")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "decideAuthorization",
      summary = "Agree to what a client asks for, or refuse",
      description =
          "Once. To agree to a scope that only admins have, an admin signs in as for admin routes.")
  @APIResponse(responseCode = "200", description = "Where to send the person")
  @Problems(
      value = {AuthProblem.AUTHORIZATION_NOT_FOUND, AuthProblem.SESSION_NOT_FOUND},
      common = {CommonProblem.SECOND_FACTOR_NEEDED, CommonProblem.FRESH_SIGN_IN_NEEDED})
  public Uni<Redirect> consent(@PathParam("handle") String id, Consent decision) {
    return decide.decide(caller.person(), id, decision.action()).map(Redirect::new);
  }
}
