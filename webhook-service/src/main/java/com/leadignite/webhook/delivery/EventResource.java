package com.leadignite.webhook.delivery;

import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.openapi.QueryParameters;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
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

/** What happened, and how endpoints were told, for admins. */
@Path("/webhooks/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "What endpoints are told of, and how that went")
public final class EventResource {

  private final CurrentCaller caller;
  private final HistoryStore store;
  private final AuditEvents auditEvents;
  private final BodyReader reader;
  private final Cursors cursors;

  @Inject
  EventResource(
      CurrentCaller caller,
      HistoryStore store,
      AuditEvents auditEvents,
      BodyReader reader,
      Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.auditEvents = auditEvents;
    this.reader = reader;
    this.cursors = cursors;
  }

  /** Lists events. */
  @GET
  @ReadsWebhooks
  @QueryParameters(EventQuery.class)
  @Operation(
      operationId = "listWebhookEvents",
      summary = "List events",
      description =
          "Newest first, page by page, without their data. A parameter that is unknown, repeated or"
              + " empty is refused.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<EventView>> list(@Context UriInfo uri) {
    EventQuery query = reader.parameters(uri.getQueryParameters(), EventQuery.class);
    PageRequest page = query.page();
    PagedList list = cursors.list("webhooks.events", caller.person().tenantId(), query.type());
    return store
        .events(caller.person(), query.type(), list.afterId(page).orElse(null), page.limit() + 1)
        .map(found -> list.page(page, found, each -> Place.of(each.id())));
  }

  /** Reads an event. */
  @GET
  @Path("{id}")
  @ReadsWebhooks
  @Operation(
      operationId = "getWebhookEvent",
      summary = "Read an event",
      description =
          "With its data, its deliveries and their attempts. Reading one is an audit event,"
              + " `webhook.event.viewed`.")
  @Problems(common = NOT_FOUND)
  public Uni<EventView> get(@PathParam("id") String id) {
    UUID event = Uuids.parse(id).orElseThrow(EventResource::notFound);
    var viewed = auditEvents.of("webhook.event.viewed").target("webhook_event", event).build();
    return store
        .event(caller.person(), event, viewed)
        .map(found -> found.orElseThrow(EventResource::notFound));
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such event.");
  }
}
