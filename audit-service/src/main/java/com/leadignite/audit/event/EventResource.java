package com.leadignite.audit.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.leadignite.audit.event.EventPolicy.Decision;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log over HTTP: services add to it, admins read it. */
@Path("/audit/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events", description = "What happened on the platform, append-only")
public final class EventResource {

  private final CurrentCaller caller;
  private final ReceiveEvents receiveEvents;
  private final EventPages pages;
  private final Cursors cursors;
  private final AuditEvents auditEvents;

  EventResource(
      CurrentCaller caller,
      ReceiveEvents receiveEvents,
      EventPages pages,
      Cursors cursors,
      AuditEvents auditEvents) {
    this.caller = caller;
    this.receiveEvents = receiveEvents;
    this.pages = pages;
    this.cursors = cursors;
    this.auditEvents = auditEvents;
  }

  /** Stores events, each once however often it is sent. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = "audit:write")
  @Operation(
      summary = "Store events",
      description =
          "For the platform's services. An event whose id was stored with the same content counts"
              + " as a duplicate and is otherwise ignored. Events that break a rule, and ids that"
              + " were used for another content, are listed under `rejected`; the others are"
              + " stored all the same.")
  public Uni<BatchResult> add(@Nullable EventBatch batch) {
    List<JsonNode> events = batch == null ? null : batch.events();
    if (events == null || events.size() > EventBatch.MAX_EVENTS) {
      throw new Problem(
          CommonProblem.VALIDATION_FAILED,
          "events must be an array of at most " + EventBatch.MAX_EVENTS);
    }
    if (!(caller.get() instanceof Caller.Service sender)) {
      throw new Problem(CommonProblem.FORBIDDEN, "Only services add events.");
    }
    return receiveEvents.receive(sender.name(), events);
  }

  /** Lists events, newest first. */
  @GET
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = "audit:read")
  @Operation(
      summary = "List events, newest first",
      description =
          "Admins see their organization's events, platform admins all. Each call is an event of"
              + " its own, `audit.events.queried`. A parameter that is unknown or repeated is"
              + " refused.")
  @Parameter(name = "tenant_id", in = ParameterIn.QUERY, description = "another's: platform admins")
  @Parameter(name = "actor_id", in = ParameterIn.QUERY, description = "an account or a service")
  @Parameter(name = "action", in = ParameterIn.QUERY, description = "`lead.updated` or `lead.*`")
  @Parameter(name = "target_type", in = ParameterIn.QUERY, description = "`lead`, `user` …")
  @Parameter(name = "target_id", in = ParameterIn.QUERY, description = "with target_type")
  @Parameter(name = "outcome", in = ParameterIn.QUERY, description = "allowed, denied or failed")
  @Parameter(name = "address", in = ParameterIn.QUERY, description = "an address or a network")
  @Parameter(name = "from", in = ParameterIn.QUERY, description = "occurred then or later")
  @Parameter(name = "to", in = ParameterIn.QUERY, description = "occurred before then")
  @Parameter(name = "request_id", in = ParameterIn.QUERY, description = "one request's events")
  public Uni<Page<EventJson>> list(@Context UriInfo uri, @Valid @BeanParam PageRequest page) {
    EventFilter asked = EventQuery.filter(uri.getQueryParameters());
    EventFilter filter = asked.tenantId() == null ? asked.within(ownScope()) : asked;
    requireRead(filter.tenantId());
    PagedList list = filter.list(cursors);
    var queried = auditEvents.of("audit.events.queried").meta("filter", filter.described()).build();
    return pages
        .list(caller.get(), filter, list.after(page), page.limit() + 1, queried)
        .map(events -> list.page(page, events, StoredEvent::place).map(EventJson::of));
  }

  /** One event. */
  @GET
  @Path("{id}")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = "audit:read")
  @Operation(
      summary = "Read one event",
      description = "Reading one is an event of its own, `audit.event.viewed`.")
  public Uni<EventJson> get(@PathParam("id") String id) {
    // Before any query, so that an id can carry nothing else (B34).
    UUID event = Uuids.parse(id).orElseThrow(EventResource::notFound);
    var viewed = auditEvents.of("audit.event.viewed").target("event", event).build();
    return pages
        .find(caller.get(), ownScope(), event, viewed)
        .map(found -> found.map(EventJson::of).orElseThrow(EventResource::notFound));
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
