package com.leadignite.webhook.endpoint;

import static com.leadignite.guard.openapi.AnswerHeader.ETAG;
import static com.leadignite.guard.openapi.AnswerHeader.LOCATION;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.webhook.WebhookProblem.PRECONDITION_FAILED;
import static com.leadignite.webhook.WebhookProblem.PRECONDITION_REQUIRED;
import static com.leadignite.webhook.WebhookProblem.TOO_MANY_ENDPOINTS;

import com.leadignite.guard.body.BodyProvider;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.openapi.AnswerHeaders;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import com.leadignite.webhook.WritesWebhooks;
import com.leadignite.webhook.endpoint.EndpointSecretStore.NewKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An organization's endpoints, for its admins. */
@Path("/webhooks/v1/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Endpoints", description = "Where the organization is told of events")
public final class EndpointResource {

  private final CurrentCaller caller;
  private final EndpointStore store;
  private final EndpointRules rules;
  private final EndpointConfig config;
  private final EndpointKeys keys;
  private final EndpointEvents events;
  private final Cursors cursors;
  private final Ids ids;

  @Inject
  EndpointResource(
      CurrentCaller caller,
      EndpointStore store,
      EndpointRules rules,
      EndpointConfig config,
      EndpointKeys keys,
      EndpointEvents events,
      Cursors cursors,
      Ids ids) {
    this.caller = caller;
    this.store = store;
    this.rules = rules;
    this.config = config;
    this.keys = keys;
    this.events = events;
    this.cursors = cursors;
    this.ids = ids;
  }

  /** Adds an endpoint. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @WritesWebhooks
  @Operation(
      operationId = "createEndpoint",
      summary = "Create an endpoint",
      description =
          "Unless the request has a secret, one is generated: it is in the answer, and never shown"
              + " again.")
  @APIResponseSchema(
      value = EndpointView.class,
      responseCode = "201",
      responseDescription = "The endpoint, with the secret if it was generated")
  @AnswerHeaders({ETAG, LOCATION})
  @Problems(TOO_MANY_ENDPOINTS)
  public Uni<RestResponse<EndpointView>> create(NewEndpoint body) {
    EndpointDetails details = rules.checked(body.details());
    UUID id = ids.next();
    NewKey key = keys.of(body.secret());
    String shown = body.secret() == null ? key.key().text() : null;
    var event = events.of("created", id, details.server()).build();
    return store
        .add(caller.person(), id, details, key, config.max(), event)
        .map(added ->
            RestResponse.ResponseBuilder.create(
                    RestResponse.Status.CREATED, EndpointView.of(added, shown))
                // As a text: as a URI it would be completed from the Host header the caller sent.
                .header(HttpHeaders.LOCATION, "/webhooks/v1/endpoints/" + id)
                .header(HttpHeaders.ETAG, added.etag())
                .build());
  }

  /** Lists endpoints. */
  @GET
  @ReadsWebhooks
  @Operation(
      operationId = "listEndpoints",
      summary = "List endpoints",
      description = "The organization's, newest first, page by page.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<EndpointView>> list(@Valid @BeanParam PageRequest page) {
    PagedList list = cursors.list("webhooks.endpoints", caller.person().tenantId());
    return store
        .list(caller.person(), list.afterId(page).orElse(null), page.limit() + 1)
        .map(found ->
            list.page(page, found, each -> Place.of(each.id()))
                .map(each -> EndpointView.of(each, null)));
  }

  /** Reads an endpoint. */
  @GET
  @Path("{id}")
  @ReadsWebhooks
  @Operation(
      operationId = "getEndpoint",
      summary = "Read an endpoint",
      description = "Without secrets; with how it fares.")
  @AnswerHeaders(ETAG)
  @Problems(common = NOT_FOUND)
  public Uni<RestResponse<EndpointView>> get(@PathParam("id") String id) {
    return store
        .find(caller.person(), uuid(id))
        .map(found -> ok(found.orElseThrow(EndpointResource::notFound)));
  }

  /** Changes an endpoint. */
  @PATCH
  @Path("{id}")
  @Consumes(BodyProvider.MERGE_PATCH)
  @WritesWebhooks
  @Operation(
      operationId = "changeEndpoint",
      summary = "Change an endpoint",
      description =
          "A merge patch (RFC 7396). If-Match is required; `*` is refused. Attempts that are under"
              + " way still go where it was.")
  @AnswerHeaders(ETAG)
  @Problems(
      value = {PRECONDITION_FAILED, PRECONDITION_REQUIRED},
      common = NOT_FOUND)
  public Uni<RestResponse<EndpointView>> change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      MergePatch<EndpointDetails> patch) {
    EndpointRules.requireMatch(ifMatch);
    UUID endpoint = uuid(id);
    return store
        .change(
            caller.person(),
            endpoint,
            current -> EndpointRules.mustMatch(ifMatch, current),
            details -> rules.checked(patch.apply(details)),
            change -> events.changed(endpoint, change))
        .map(changed -> ok(changed.orElseThrow(EndpointResource::notFound)));
  }

  /** Deletes an endpoint, and with it what waits for it. */
  @DELETE
  @Path("{id}")
  @WritesWebhooks
  @Operation(
      operationId = "deleteEndpoint",
      summary = "Delete an endpoint",
      description = "What waits for it is not sent any more. If-Match is required; `*` is refused.")
  @Problems(
      value = {PRECONDITION_FAILED, PRECONDITION_REQUIRED},
      common = NOT_FOUND)
  @AnswerHeaders(ETAG)
  public Uni<RestResponse<Void>> delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    EndpointRules.requireMatch(ifMatch);
    return store
        .delete(
            caller.person(),
            uuid(id),
            current -> EndpointRules.mustMatch(ifMatch, current),
            endpoint -> events.of("deleted", endpoint))
        .map(deleted -> {
          if (!deleted) {
            throw notFound();
          }
          return RestResponse.noContent();
        });
  }

  private static RestResponse<EndpointView> ok(Endpoint endpoint) {
    return RestResponse.ResponseBuilder.ok(EndpointView.of(endpoint, null))
        .header(HttpHeaders.ETAG, endpoint.etag())
        .build();
  }

  private static UUID uuid(String id) {
    return Uuids.parse(id).orElseThrow(EndpointResource::notFound);
  }

  /** What is answered if there is no such endpoint. */
  public static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such endpoint.");
  }
}
