package com.leadignite.auth.integration;

import static com.leadignite.auth.problem.AuthProblem.INTEGRATION_ENDED;
import static com.leadignite.auth.problem.AuthProblem.INTEGRATION_KEY_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.INTEGRATION_WITHOUT_TOKEN;
import static com.leadignite.auth.problem.AuthProblem.ORGANIZATION_SUSPENDED;
import static com.leadignite.auth.problem.AuthProblem.PROVIDER_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.TOO_MANY_INTEGRATIONS;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The providers that an organization is connected to. */
@Path("/auth/v1/integrations")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Integrations", description = "Connections of the organization to other services")
public final class IntegrationResource {

  private final CurrentCaller caller;
  private final IntegrationStore store;
  private final Providers providers;
  private final ConnectByKey connectByKey;
  private final Disconnect disconnect;
  private final IssueAccessToken issueAccessToken;
  private final Cursors cursors;

  IntegrationResource(
      CurrentCaller caller,
      IntegrationStore store,
      Providers providers,
      ConnectByKey connectByKey,
      Disconnect disconnect,
      IssueAccessToken issueAccessToken,
      Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.providers = providers;
    this.connectByKey = connectByKey;
    this.disconnect = disconnect;
    this.issueAccessToken = issueAccessToken;
    this.cursors = cursors;
  }

  @GET
  @Path("/providers")
  @SeesIntegrations
  @Operation(operationId = "listIntegrationProviders", summary = "What can be connected")
  @Problems(SESSION_NOT_FOUND)
  public Uni<Page<OfferedProvider>> offered() {
    return Uni.createFrom()
        .item(Page.single(providers.all().stream().map(OfferedProvider::of).toList()));
  }

  @GET
  @SeesIntegrations
  @Operation(
      operationId = "listIntegrations",
      summary = "The organization's connections and their health",
      description = "For admins; newest first.")
  @Problems(value = SESSION_NOT_FOUND, common = INVALID_CURSOR)
  public Uni<Page<Integration>> list(@Valid @BeanParam PageRequest page) {
    Caller.Person person = caller.person();
    PagedList list = cursors.list("auth.integrations", person.tenantId());
    return store
        .page(person, list.afterId(page), page.limit() + 1)
        .map(read -> list.page(page, read, integration -> Place.of(integration.id())));
  }

  @GET
  @Path("/{id}")
  @SeesIntegrations
  @Operation(operationId = "getIntegration", summary = "A connection and its health")
  @APIResponse(responseCode = "200", description = "The connection, without its credentials")
  @Problems(value = SESSION_NOT_FOUND, common = NOT_FOUND)
  public Uni<Integration> get(@PathParam("id") String id) {
    return store
        .find(caller.person(), PathId.of(id))
        .map(found -> found.orElseThrow(Disconnect::notFound));
  }

  @POST
  @ResponseStatus(201)
  @ManagesIntegrations
  @Operation(
      operationId = "connectByApiKey",
      summary = "Connect a provider by an API key",
      description =
          "The key is tried at the provider, stored encrypted, and never answered or handed out: no"
              + " service uses it in this version."
              + " Under the name of a connection that exists it replaces the key of that.")
  @APIResponse(
      responseCode = "201",
      description = "The connection, without its key",
      content = @Content(schema = @Schema(implementation = Integration.class)))
  @Problems({SESSION_NOT_FOUND, PROVIDER_DISABLED, INTEGRATION_KEY_REFUSED, TOO_MANY_INTEGRATIONS})
  public Uni<Integration> connectByKey(NewKeyConnection wanted) {
    return connectByKey.connect(caller.person(), wanted);
  }

  @DELETE
  @Path("/{id}")
  @ManagesIntegrations
  @Operation(
      operationId = "deleteIntegration",
      summary = "Disconnect a provider",
      description =
          "Services are given no token of it from now on. The provider is asked to revoke its"
              + " tokens, if it has an endpoint for that, and again for hours if it is down.")
  @APIResponse(responseCode = "204", description = "It is disconnected")
  @Problems(value = SESSION_NOT_FOUND, common = NOT_FOUND)
  public Uni<Void> delete(@PathParam("id") String id) {
    return disconnect.disconnect(caller.person(), PathId.of(id));
  }

  @POST
  @Path("/{id}/access-token")
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = Scope.INTEGRATIONS_TOKEN)
  @Operation(
      operationId = "issueIntegrationToken",
      summary = "An access token for the provider's API",
      description =
          "For services, which name the organization they work for; each call is recorded. Neither"
              + " refresh tokens nor API keys are handed out. 503 with `Retry-After` if the token"
              + " has expired and the provider is unavailable.")
  @APIResponse(responseCode = "200", description = "The token")
  @Problems(
      value = {INTEGRATION_ENDED, INTEGRATION_WITHOUT_TOKEN, ORGANIZATION_SUSPENDED},
      common = NOT_FOUND)
  public Uni<IssuedToken> accessToken(@PathParam("id") String id, TokenRequest wanted) {
    return issueAccessToken.issue(new TenantId(wanted.tenantId()), PathId.of(id));
  }
}
