package com.leadignite.auth.oauth;

import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.TOO_MANY_OAUTH_CLIENTS;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
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
import jakarta.ws.rs.PATCH;
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

/** The clients of partners that an organization lets in. */
@Path("/auth/v1/oauth/clients")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(
    name = "OAuth clients",
    description = "Clients of partners that act for an organization's people")
public final class ClientResource {

  private final CurrentCaller caller;
  private final ClientStore store;
  private final RegisterClient registerClient;
  private final ChangeClient changeClient;
  private final Cursors cursors;

  ClientResource(
      CurrentCaller caller,
      ClientStore store,
      RegisterClient registerClient,
      ChangeClient changeClient,
      Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.registerClient = registerClient;
    this.changeClient = changeClient;
    this.cursors = cursors;
  }

  @POST
  @ResponseStatus(201)
  @ManagesClients
  @Operation(
      operationId = "registerOAuthClient",
      summary = "Register a client of a partner",
      description =
          "For admins, with a fresh sign-in and a second factor. People of the organization can let"
              + " it act for them, within its scopes and their role; what it asks for itself it may"
              + " do as its owner may: the admin who registered it, or who last changed its scopes"
              + " or keys, replaced its secret or enabled it. `client_secret` is in this answer"
              + " only.")
  @APIResponse(
      responseCode = "201",
      description = "The client, with its secret",
      content = @Content(schema = @Schema(implementation = IssuedClient.class)))
  @Problems(TOO_MANY_OAUTH_CLIENTS)
  public Uni<IssuedClient> register(NewClient wanted) {
    return registerClient.register(caller.person(), wanted);
  }

  @GET
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN})
  @Operation(
      operationId = "listOAuthClients",
      summary = "The organization's clients",
      description = "For admins; newest first.")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {INVALID_CURSOR})
  public Uni<Page<Client>> list(@Valid @BeanParam PageRequest page) {
    Caller.Person person = caller.person();
    PagedList list = cursors.list("auth.oauth_clients", person.tenantId());
    return store
        .page(person, list.afterId(page), page.limit() + 1)
        .map(read -> list.page(page, read, client -> Place.of(client.clientId())));
  }

  @GET
  @Path("/{id}")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN})
  @Operation(operationId = "getOAuthClient", summary = "A client", description = "For admins.")
  @APIResponse(responseCode = "200", description = "The client, without its secret")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<Client> get(@PathParam("id") String id) {
    return store
        .find(caller.person(), PathId.of(id))
        .map(found -> found.orElseThrow(ChangeClient::notFound));
  }

  @PATCH
  @Path("/{id}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  @ManagesClients
  @Operation(
      operationId = "changeOAuthClient",
      summary = "Change a client",
      description =
          "Disabling one ends all its tokens at once, in all services; enabling it again brings none"
              + " of them back. Who changes its scopes or keys, or enables it, becomes its owner.")
  @APIResponse(responseCode = "200", description = "The client afterwards")
  public Uni<Client> change(@PathParam("id") String id, MergePatch<ClientChange> patch) {
    return changeClient.change(caller.person(), PathId.of(id), patch);
  }

  @POST
  @Path("/{id}/rotate")
  @ManagesClients
  @Operation(
      operationId = "rotateOAuthClientSecret",
      summary = "Replace a client's secret",
      description =
          "The previous secret stays valid for `overlap_seconds`, a week at most; the one before it"
              + " ends at once. Who replaces it becomes the client's owner. `client_secret` is in"
              + " this answer only.")
  @APIResponse(
      responseCode = "200",
      description = "The client, with its new secret",
      content = @Content(schema = @Schema(implementation = IssuedClient.class)))
  public Uni<IssuedClient> rotate(@PathParam("id") String id, SecretRotation wanted) {
    return changeClient.rotate(caller.person(), PathId.of(id), wanted);
  }

  @DELETE
  @Path("/{id}")
  @ManagesClients
  @Operation(
      operationId = "deleteOAuthClient",
      summary = "Delete a client",
      description =
          "With everything that it was given. 204 when every service refuses its tokens; 503 if that"
              + " is not certain yet: it is deleted all the same.")
  @APIResponse(responseCode = "204", description = "It is worth nothing any more")
  public Uni<Void> delete(@PathParam("id") String id) {
    return changeClient.delete(caller.person(), PathId.of(id));
  }
}
