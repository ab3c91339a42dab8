package com.leadignite.webhook.delivery;

import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.openapi.QueryParameters;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import com.leadignite.webhook.endpoint.EndpointResource;
import com.leadignite.webhook.endpoint.EndpointStore;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How an endpoint was told. */
@Path("/webhooks/v1/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Endpoints")
public final class EndpointHistoryResource {

  private static final int HOURS = 48;

  private final CurrentCaller caller;
  private final EndpointStore endpoints;
  private final HistoryStore store;
  private final BodyReader reader;
  private final Cursors cursors;

  @Inject
  EndpointHistoryResource(
      CurrentCaller caller,
      EndpointStore endpoints,
      HistoryStore store,
      BodyReader reader,
      Cursors cursors) {
    this.caller = caller;
    this.endpoints = endpoints;
    this.store = store;
    this.reader = reader;
    this.cursors = cursors;
  }

  /** Lists deliveries. */
  @GET
  @Path("{id}/deliveries")
  @ReadsWebhooks
  @QueryParameters(DeliveryQuery.class)
  @Operation(
      operationId = "listDeliveries",
      summary = "List an endpoint's deliveries",
      description = "Newest first, page by page; the dead letters with `state=dead`.")
  @Problems(common = {INVALID_CURSOR, NOT_FOUND})
  public Uni<Page<DeliveryView>> deliveries(@PathParam("id") String id, @Context UriInfo uri) {
    DeliveryQuery query = reader.parameters(uri.getQueryParameters(), DeliveryQuery.class);
    UUID endpoint = Uuids.parse(id).orElseThrow(EndpointResource::notFound);
    PageRequest page = query.page();
    PagedList list =
        cursors.list("webhooks.deliveries", caller.person().tenantId(), endpoint, query.state());
    return known(endpoint)
        .chain(() ->
            store.deliveries(
                caller.person(),
                endpoint,
                query.state(),
                list.afterId(page).orElse(null),
                page.limit() + 1))
        .map(found -> list.page(page, found, each -> Place.of(each.id())));
  }

  /** Counts attempts. */
  @GET
  @Path("{id}/statistics")
  @ReadsWebhooks
  @Operation(
      operationId = "getEndpointStatistics",
      summary = "Count an endpoint's attempts by the hour",
      description = "Of the last 48 hours.")
  @Problems(common = NOT_FOUND)
  public Uni<EndpointStatistics> statistics(@PathParam("id") String id) {
    UUID endpoint = Uuids.parse(id).orElseThrow(EndpointResource::notFound);
    return known(endpoint)
        .chain(() -> store.hours(caller.person(), endpoint, HOURS))
        .map(EndpointStatistics::new);
  }

  private Uni<?> known(UUID endpoint) {
    return endpoints
        .find(caller.person(), endpoint)
        .invoke(found -> {
          if (found.isEmpty()) {
            throw EndpointResource.notFound();
          }
        });
  }
}
