package com.leadignite.auth.oauth;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.token.CsrfTokens;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.access.PageVisitor;
import com.leadignite.guard.access.PageVisitor.Visitor;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
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
import java.util.function.Function;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The service's own page that asks a person, for sessions in cookies. */
@Path("/auth/v1" + ConsentPage.PATH)
@Produces(MediaType.TEXT_HTML)
@Tag(name = "OAuth", description = "The OAuth 2.1 server for partners")
public final class ConsentPageResource {

  private static final Pattern HANDLE = Pattern.compile("[A-Za-z0-9_-]{20,100}");
  private static final String WHERE = "Where the person is redirected to.";

  private final CurrentVertxRequest current;
  private final PageVisitor visitor;
  private final CsrfTokens csrfTokens;
  private final DecideAuthorization decide;
  private final RequestStore requests;
  private final ConsentPage page;

  ConsentPageResource(
      CurrentVertxRequest current,
      PageVisitor visitor,
      CsrfTokens csrfTokens,
      DecideAuthorization decide,
      RequestStore requests,
      ConsentPage page) {
    this.current = current;
    this.visitor = visitor;
    this.csrfTokens = csrfTokens;
    this.decide = decide;
    this.requests = requests;
    this.page = page;
  }

  @GET
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @Operation(
      operationId = "openConsentPage",
      summary = "Come to the consent page",
      description =
          "From `authorize`, if `leadignite.auth.oauth.consent-url` is not set. The page leads on by"
              + " itself.")
  @APIResponse(responseCode = "200", description = "The page")
  @Problems(value = AuthProblem.AUTHORIZATION_NOT_FOUND, common = CommonProblem.VALIDATION_FAILED)
  public Uni<RestResponse<String>> open(
      @QueryParam("authorization_id") @Nullable String authorizationId) {
    String id = checked(OAuthForm.needed("authorization_id", authorizationId));
    return Uni.createFrom().item(lead(page.address(id)));
  }

  @GET
  @Path("/{handle}")
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @Operation(
      operationId = "showConsentPage",
      summary = "Show the consent page",
      description =
          "To a person whose session is in cookies; anybody else is redirected to sign in"
              + " (`leadignite.auth.oauth.sign-in-url`, with `return_to`).")
  @APIResponse(responseCode = "200", description = "The page")
  @APIResponse(
      responseCode = "303",
      description = "To sign in, or back to the client of a faulty request",
      headers =
          @Header(
              name = "Location",
              description = WHERE,
              schema = @Schema(type = SchemaType.STRING)))
  @Problems(value = AuthProblem.AUTHORIZATION_NOT_FOUND, common = CommonProblem.CROSS_SITE_REQUEST)
  public Uni<RestResponse<String>> show(@PathParam("handle") String handle) {
    String id = checked(handle);
    return signedIn(id, person -> show(id, person), ConsentPageResource::redirect);
  }

  private Uni<RestResponse<String>> show(String id, Visitor visitor) {
    return decide
        .show(visitor.person(), id)
        .chain(shown ->
            shown
                .refusal()
                .map(to -> Uni.createFrom().item(redirect(to)))
                .orElseGet(() ->
                    requests
                        .organization(visitor.person().tenantId())
                        .map(organization ->
                            html(
                                page.of(
                                    id,
                                    shown,
                                    visitor.person(),
                                    organization,
                                    csrfTokens.of(
                                        visitor.person().sessionId(), visitor.csrfHash())),
                                ConsentPage.ASKING))));
  }

  @POST
  @Path("/{handle}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "decideOnConsentPage",
      summary = "Decide on the consent page",
      description =
          "What the page sends: `action` and the session's `csrf_token`. Whoever did not sign in"
              + " just now is led to sign in.")
  @APIResponse(
      responseCode = "200",
      description = "A page that leads to the client with a code or an error, or to sign in")
  @Problems(
      value = {AuthProblem.AUTHORIZATION_NOT_FOUND, AuthProblem.SESSION_NOT_FOUND},
      common = {CommonProblem.CROSS_SITE_REQUEST, CommonProblem.VALIDATION_FAILED})
  public Uni<RestResponse<String>> decide(
      @PathParam("handle") String handle,
      @RestForm("action") @Nullable List<String> action,
      @RestForm("csrf_token") @Nullable List<String> csrfToken) {
    String id = checked(handle);
    ConsentAction decision = ConsentAction.of(OAuthForm.needed("action", action));
    String token = OAuthForm.one("csrf_token", csrfToken);
    return signedIn(
        id,
        visitor -> {
          CsrfToken.require(token, visitor.csrfHash());
          return decide
              .decide(visitor.person(), id, decision)
              .onFailure(ConsentPageResource::isAboutSignIn)
              .recoverWithItem(() -> page.signIn(id))
              .map(this::lead);
        },
        this::lead);
  }

  private Uni<RestResponse<String>> signedIn(
      String id,
      Function<Visitor, Uni<RestResponse<String>>> answer,
      Function<String, RestResponse<String>> toSignIn) {
    return Uni.createFrom()
        .completionStage(() -> visitor.of(current.getCurrent(), page.origin()).toCompletionStage())
        .chain(found ->
            found
                .map(answer)
                .orElseGet(() -> Uni.createFrom().item(toSignIn.apply(page.signIn(id)))));
  }

  private static boolean isAboutSignIn(Throwable e) {
    return e instanceof Problem problem
        && (problem.type() == CommonProblem.FRESH_SIGN_IN_NEEDED
            || problem.type() == CommonProblem.SECOND_FACTOR_NEEDED);
  }

  private static String checked(String id) {
    if (!HANDLE.matcher(id).matches()) {
      throw AuthProblem.AUTHORIZATION_NOT_FOUND.problem();
    }
    return id;
  }

  private RestResponse<String> lead(String to) {
    return html(page.onward(to), ConsentPage.LEADING_ON);
  }

  private static RestResponse<String> html(String text, String policy) {
    return ResponseBuilder.ok(text)
        .header("Content-Security-Policy", policy)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  private static RestResponse<String> redirect(String to) {
    return ResponseBuilder.<String>create(RestResponse.Status.SEE_OTHER)
        .header(HttpHeaders.LOCATION, to)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}
