package com.leadignite.audit.event;

import com.leadignite.audit.Problems;
import com.leadignite.audit.event.EventPolicy.Decision;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.openapi.QueryParameters;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log over HTTP: services add to it, admins read it. */
@Path("/audit/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "What happened on the platform, append-only")
public final class EventResource {

  private final CurrentCaller caller;
  private final ReceiveEvents receiveEvents;
  private final EventReadStore store;
  private final BodyReader reader;
  private final Cursors cursors;
  private final AuditEvents auditEvents;

  EventResource(
      CurrentCaller caller,
      ReceiveEvents receiveEvents,
      EventReadStore store,
      BodyReader reader,
      Cursors cursors,
      AuditEvents auditEvents) {
    this.caller = caller;
    this.receiveEvents = receiveEvents;
    this.store = store;
    this.reader = reader;
    this.cursors = cursors;
    this.auditEvents = auditEvents;
  }

  /** Stores events, each once however often it is sent. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = Scope.AUDIT_WRITE)
  @Operation(
      operationId = "addEvents",
      summary = "Store events",
      description =
          """
          For the platform's services. An event whose id was stored with the same content counts as \
          a duplicate and is otherwise ignored. Events that break a rule, and ids that were used \
          for another content, are listed under `rejected`; the others are stored all the same.\
          """)
  public Uni<BatchResult> add(EventBatch batch) {
    if (!(caller.get() instanceof Caller.Service sender)) {
      throw new Problem(CommonProblem.FORBIDDEN, "Only services add events.");
    }
    return receiveEvents.receive(sender.name(), batch.events());
  }

  /** Lists events, newest first. */
  @GET
  @ReadsEvents
  @QueryParameters(EventQuery.class)
  @Operation(
      operationId = "listEvents",
      summary = "List events, newest first",
      description =
          """
          Admins see their organization's events, platform admins all. Each call is an event of its \
          own, `audit.events.queried`. A parameter that is unknown, repeated or empty is refused.\
          """)
  @Problems(CommonProblem.INVALID_CURSOR)
  public Uni<Page<Event>> list(@Context UriInfo uri) {
    EventQuery query = reader.parameters(uri.getQueryParameters(), EventQuery.class);
    EventFilter filter = query.filter(ownScope());
    requireRead(filter.tenantId());
    PageRequest page = query.page();
    PagedList list = filter.list(cursors);
    var queried = auditEvents.of("audit.events.queried").meta("filter", filter.described()).build();
    return store
        .list(caller.get(), filter, list.after(page), page.limit() + 1, queried)
        .map(events -> list.page(page, events, StoredEvent::place).map(Event::of));
  }

  /** One event. */
  @GET
  @Path("{id}")
  @ReadsEvents
  @Operation(
      operationId = "getEvent",
      summary = "Read one event",
      description =
          """
          Reading one is an event of its own, `audit.event.viewed`. One that does not exist or is \
          another organization's is `not-found`.\
          """)
  @Problems(CommonProblem.NOT_FOUND)
  public Uni<Event> get(@PathParam("id") String id) {
    // Before any query, so that an id can carry nothing else (B34).
    UUID event = Uuids.parse(id).orElseThrow(EventResource::notFound);
    var viewed = auditEvents.of("audit.event.viewed").target("event", event).build();
    return store
        .find(caller.get(), ownScope(), event, viewed)
        .map(found -> found.map(Event::of).orElseThrow(EventResource::notFound));
  }

  private @Nullable UUID ownScope() {
    return EventPolicy.ownScope(caller.person());
  }

  private void requireRead(@Nullable UUID tenantId) {
    if (EventPolicy.decideRead(caller.get(), tenantId) == Decision.DENIED) {
      throw new Problem(CommonProblem.FORBIDDEN, "These are another organization's events.");
    }
  }

  private static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such event.");
  }
}
