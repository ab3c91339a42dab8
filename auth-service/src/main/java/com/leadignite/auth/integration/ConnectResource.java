package com.leadignite.auth.integration;

import static com.leadignite.auth.problem.AuthProblem.INTEGRATION_STATE_INVALID;
import static com.leadignite.auth.problem.AuthProblem.PROVIDER_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.redirect.Landing;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** An admin's way to a provider with OAuth 2, and back. */
@Path("/auth/v1/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Integrations", description = "Connections of the organization to other services")
public final class ConnectResource {

  private final CurrentCaller caller;
  private final Connect connect;
  private final FinishConnection finishConnection;

  ConnectResource(CurrentCaller caller, Connect connect, FinishConnection finishConnection) {
    this.caller = caller;
    this.connect = connect;
    this.finishConnection = finishConnection;
  }

  @POST
  @Path("/connect")
  @Consumes(MediaType.APPLICATION_JSON)
  @ManagesIntegrations
  @Operation(
      operationId = "connectIntegration",
      summary = "Begin to connect a provider with OAuth 2",
      description =
          "Answers the provider's page, where the browser is to go that sent this request: the"
              + " answer sets a cookie in it. A page of another origin has to send it with"
              + " credentials. Under the name of a connection that exists, that is connected again.")
  @APIResponse(responseCode = "200", description = "Where to go")
  @Problems({SESSION_NOT_FOUND, PROVIDER_DISABLED})
  public Uni<ConnectionStart> begin(NewConnection wanted) {
    return connect.begin(caller.person(), wanted);
  }

  @GET
  @Path("/callback/{provider}")
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "finishIntegrationOfProvider",
      summary = "Where a provider redirects to",
      description =
          "Works once, in the browser that began it, while who began it is signed in and an admin."
              + " Each provider has an address of its own, and its answer is refused at another's.")
  @APIResponse(
      responseCode = "303",
      description =
          "A redirect to `return_to`, with `integration`, the id of the connection, or with"
              + " `integration_error`",
      headers =
          @Header(
              name = "Location",
              description = "Where the person is redirected to.",
              schema = @Schema(type = SchemaType.STRING)))
  @Problems(INTEGRATION_STATE_INVALID)
  public Uni<RestResponse<Void>> finish(
      @PathParam("provider") String provider,
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("iss") @Nullable String issuer,
      @Context Request asked) {
    return finish(new Callback(provider, state, code, issuer), asked);
  }

  @GET
  @Path("/callback")
  @Access(value = Audience.PUBLIC, limit = Limit.VERIFY)
  @Operation(
      operationId = "finishIntegration",
      summary = "Where all providers redirected to",
      description =
          "For those who were at a provider when the service was updated to addresses of"
              + " providers; nothing that begins now ends here.")
  @APIResponse(
      responseCode = "303",
      description = "As the address of a provider redirects",
      headers =
          @Header(
              name = "Location",
              description = "Where the person is redirected to.",
              schema = @Schema(type = SchemaType.STRING)))
  @Problems(INTEGRATION_STATE_INVALID)
  public Uni<RestResponse<Void>> finish(
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("iss") @Nullable String issuer,
      @Context Request asked) {
    return finish(new Callback(null, state, code, issuer), asked);
  }

  private Uni<RestResponse<Void>> finish(Callback answer, Request asked) {
    // HEAD is answered as GET is, and must not use anything.
    if (!asked.getMethod().equals("GET")) {
      throw INTEGRATION_STATE_INVALID.problem();
    }
    return finishConnection
        .finish(answer)
        .map(ended ->
            ResponseBuilder.<Void>create(RestResponse.Status.SEE_OTHER)
                .header(
                    HttpHeaders.LOCATION, Landing.withQuery(ended.returnTo(), ended.parameters()))
                .build());
  }
}
