package com.leadignite.auth.apikey;

import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.TOO_MANY_API_KEYS;
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
import com.leadignite.guard.id.UserId;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** A person's API keys, and for admins those of the organization. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "API keys", description = "Keys of machines that act for the caller")
public final class ApiKeyResource {

  private static final String SURE =
      " Requires a fresh sign-in; of admins also a second factor, as admin routes do.";

  private final CurrentCaller caller;
  private final ApiKeyStore store;
  private final CreateApiKey createApiKey;
  private final ChangeApiKey changeApiKey;
  private final Cursors cursors;

  ApiKeyResource(
      CurrentCaller caller,
      ApiKeyStore store,
      CreateApiKey createApiKey,
      ChangeApiKey changeApiKey,
      Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.createApiKey = createApiKey;
    this.changeApiKey = changeApiKey;
    this.cursors = cursors;
  }

  @POST
  @Path("/api-keys")
  @ResponseStatus(201)
  @ManagesApiKeys
  @Operation(
      operationId = "createApiKey",
      summary = "Make an API key",
      description =
          "The key acts for the caller in the organization of the token, with the scopes named and"
              + " never more than the role that the caller has now and then. `secret` is in this"
              + " answer only."
              + SURE)
  @APIResponse(
      responseCode = "201",
      description = "The key, with its secret",
      content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
  @Problems(
      value = {SESSION_NOT_FOUND, TOO_MANY_API_KEYS},
      common = NOT_FOUND)
  public Uni<IssuedApiKey> create(NewApiKey wanted) {
    return createApiKey.create(caller.person(), wanted);
  }

  @GET
  @Path("/api-keys")
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ)
  @Operation(
      operationId = "listApiKeys",
      summary = "The caller's API keys",
      description = "In the organization of the token, newest first; expired ones, too.")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {INVALID_CURSOR})
  public Uni<Page<StoredApiKey>> own(@Valid @BeanParam PageRequest page) {
    Caller.Person person = caller.person();
    PagedList list = cursors.list("auth.api_keys", person.tenantId(), person.userId());
    return page(person, list, page, Optional.of(person.userId()));
  }

  @GET
  @Path("/organization/api-keys")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN})
  @Operation(
      operationId = "listOrganizationApiKeys",
      summary = "Every API key of the organization",
      description = "For admins; newest first; expired ones, too.")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {INVALID_CURSOR})
  public Uni<Page<StoredApiKey>> all(@Valid @BeanParam PageRequest page) {
    Caller.Person person = caller.person();
    PagedList list = cursors.list("auth.organization_api_keys", person.tenantId());
    return page(person, list, page, Optional.empty());
  }

  private Uni<Page<StoredApiKey>> page(
      Caller.Person person, PagedList list, PageRequest page, Optional<UserId> owner) {
    return store
        .page(person, owner, list.afterId(page), page.limit() + 1)
        .map(read -> list.page(page, read, key -> Place.of(key.id())));
  }

  @GET
  @Path("/api-keys/{id}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ)
  @Operation(
      operationId = "getApiKey",
      summary = "An API key",
      description = "One of the caller's, or for admins any of the organization.")
  @APIResponse(responseCode = "200", description = "The key, without its secret")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<StoredApiKey> get(@PathParam("id") String id) {
    return store
        .find(caller.person(), PathId.of(id))
        .map(found -> found.orElseThrow(ChangeApiKey::notFound));
  }

  @PATCH
  @Path("/api-keys/{id}")
  @Consumes({"application/merge-patch+json", MediaType.APPLICATION_JSON})
  @ManagesApiKeys
  @Operation(
      operationId = "changeApiKey",
      summary = "Change an API key",
      description =
          "Renames it, takes scopes away, or changes the addresses that it may be used from; in all"
              + " services at once."
              + SURE)
  @APIResponse(responseCode = "200", description = "The key afterwards")
  public Uni<StoredApiKey> change(@PathParam("id") String id, MergePatch<ApiKeyChange> patch) {
    return changeApiKey.change(caller.person(), PathId.of(id), patch);
  }

  @POST
  @Path("/api-keys/{id}/rotate")
  @ManagesApiKeys
  @Operation(
      operationId = "rotateApiKey",
      summary = "Replace an API key's secret",
      description =
          "The previous secret stays valid for `overlap_seconds`, a week at most, and no longer than"
              + " it was; the one before it ends at once. `secret` is in this answer only: if it is"
              + " lost, rotate again, which replaces a secret that nobody has used yet."
              + SURE)
  @APIResponse(
      responseCode = "200",
      description = "The key, with its new secret",
      content = @Content(schema = @Schema(implementation = IssuedApiKey.class)))
  public Uni<IssuedApiKey> rotate(@PathParam("id") String id, ApiKeyRotation wanted) {
    return changeApiKey.rotate(caller.person(), PathId.of(id), wanted);
  }

  @DELETE
  @Path("/api-keys/{id}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "revokeApiKey",
      summary = "Revoke an API key",
      description =
          "One of the caller's, or for admins any of the organization. 204 when every service"
              + " refuses it; 503 if that is not certain yet: it is revoked all the same.")
  @APIResponse(responseCode = "204", description = "It is worth nothing any more")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<Void> revoke(@PathParam("id") String id) {
    return changeApiKey.revoke(caller.person(), PathId.of(id));
  }
}
