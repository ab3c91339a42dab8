package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.OAUTH_STATE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PKCE_INCOMPLETE;
import static com.leadignite.auth.problem.AuthProblem.PKCE_METHOD_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.PROVIDER_UNSUPPORTED;

import com.leadignite.auth.device.DeviceCookie;
import com.leadignite.auth.device.DeviceCookie.Device;
import com.leadignite.auth.device.SentCookie;
import com.leadignite.auth.oauth.OAuthForm;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.redirect.Landing;
import com.leadignite.auth.social.BeginFlow;
import com.leadignite.auth.social.FinishFlow;
import com.leadignite.auth.social.FinishFlow.Landed;
import com.leadignite.auth.social.FlowCookie;
import com.leadignite.auth.social.ProviderCallback;
import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

/** {@code /authorize} and {@code /callback}: sign-in at providers. */
@Path("/auth/v1")
@Tag(name = "Social sign-in", description = "The API of Supabase Auth")
public final class SocialResource {

  private final BeginFlow beginFlow;
  private final FinishFlow finishFlow;
  private final Flows flows;
  private final DeviceCookie deviceCookie;
  private final CurrentVertxRequest current;
  private final String callback;

  SocialResource(
      BeginFlow beginFlow,
      FinishFlow finishFlow,
      Flows flows,
      DeviceCookie deviceCookie,
      CurrentVertxRequest current,
      IssuerConfig issuer) {
    this.beginFlow = beginFlow;
    this.finishFlow = finishFlow;
    this.flows = flows;
    this.deviceCookie = deviceCookie;
    this.current = current;
    this.callback = issuer.issuer() + "/callback";
  }

  @GET
  @Path("/authorize")
  @Access(value = Audience.PUBLIC, limit = Limit.SIGN_IN)
  @Operation(
      operationId = "authorize",
      summary = "Sign in at a provider",
      description =
          "Redirects to the provider, which sends the person back to `callback`; they land at"
              + " `redirect_to` with a `code` for a client that sent a code challenge, or else with"
              + " the session in the fragment. Open it in the person's browser: it keeps a cookie"
              + " until they are back.")
  @APIResponse(
      responseCode = "302",
      description = "A redirect to the provider",
      headers =
          @Header(
              name = "Location",
              description = "Where the provider signs people in.",
              schema = @Schema(type = SchemaType.STRING)))
  @Problems({PROVIDER_UNSUPPORTED, PKCE_INCOMPLETE, PKCE_METHOD_REFUSED})
  public Uni<RestResponse<Void>> authorize(@BeanParam SocialRequest asked) {
    return beginFlow
        .signIn(asked.request(), asked.flow(flows))
        .map(begun ->
            ResponseBuilder.<Void>create(RestResponse.Status.FOUND)
                .header(HttpHeaders.LOCATION, begun.url())
                .header(HttpHeaders.SET_COOKIE, begun.cookie().header())
                .build());
  }

  @GET
  @Path("/callback")
  @Access(value = Audience.PUBLIC, limit = Limit.SIGN_IN)
  @Operation(
      operationId = "callback",
      summary = "Come back from a provider",
      description = "Where providers send people. Once for each `state`, in the same browser.")
  @APIResponse(
      responseCode = "303",
      description = "A redirect to where the sign-in said, with its outcome",
      headers =
          @Header(
              name = "Location",
              description = "Where the person is redirected to.",
              schema = @Schema(type = SchemaType.STRING)))
  @MayCreateAccount
  @Problems(OAUTH_STATE_INVALID)
  public Uni<RestResponse<Void>> callback(
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("error") @Nullable String error,
      @QueryParam("error_description") @Nullable String description,
      @QueryParam("iss") @Nullable String issuer) {
    RoutingContext context = current.getCurrent();
    String name = state == null ? "" : FlowCookie.name(state);
    Device device = deviceCookie.ofRequest();
    return finishFlow
        .finish(
            new ProviderCallback(state, code, error, description, issuer),
            SentCookie.value(context.request(), name),
            device.token())
        .invoke(landed -> landed.user().ifPresent(device::remember))
        .map(landed -> landing(landed, String.valueOf(state)));
  }

  private static RestResponse<Void> landing(Landed landed, String state) {
    return ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
        .header(HttpHeaders.LOCATION, landed.url())
        .header(HttpHeaders.SET_COOKIE, FlowCookie.forget(state))
        .build();
  }

  @POST
  @Path("/callback")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Access(value = Audience.PUBLIC, limit = Limit.SIGN_IN)
  @Operation(
      operationId = "callbackByForm",
      summary = "Come back from a provider that sends a form",
      description =
          "As Apple does. The browser is redirected to `callback`: with a form of another site it"
              + " does not send the cookie.")
  @APIResponse(
      responseCode = "303",
      description = "A redirect to `callback`",
      headers =
          @Header(
              name = "Location",
              description = "The callback, with what the form said.",
              schema = @Schema(type = SchemaType.STRING)))
  public Uni<RestResponse<Void>> callbackByForm(
      @RestForm("state") @Nullable List<String> state,
      @RestForm("code") @Nullable List<String> code,
      @RestForm("error") @Nullable List<String> error,
      @RestForm("iss") @Nullable List<String> issuer) {
    Map<String, String> query = new LinkedHashMap<>();
    add(query, "state", state);
    add(query, "code", code);
    add(query, "error", error);
    add(query, "iss", issuer);
    return Uni.createFrom()
        .item(
            ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, Landing.withQuery(callback, query))
                .build());
  }

  private static void add(Map<String, String> query, String name, @Nullable List<String> sent) {
    String value = OAuthForm.one(name, sent);
    if (value != null) {
      query.put(name, value);
    }
  }
}
