package com.leadignite.webhook.delivery;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes what happened in other services. */
@Path("/webhooks/v1/events")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public final class PlatformEventResource {

  private final PlatformEventStore store;
  private final DeliverEvents deliverEvents;

  @Inject
  PlatformEventResource(PlatformEventStore store, DeliverEvents deliverEvents) {
    this.store = store;
    this.deliverEvents = deliverEvents;
  }

  /** How many of them endpoints are told of. */
  @Schema(description = "How many of the events endpoints are told of")
  record Taken(@Schema(examples = "3") int taken) {}

  /** Stores events, each once however often it is sent. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = Scope.AUDIT_WRITE)
  @Operation(
      operationId = "addPlatformEvents",
      summary = "Take events of a service",
      description =
          "For the platform's services, which send their audit events. Those that are in the"
              + " catalogue become events of the organization, once each; others are left out.")
  public Uni<Taken> add(PlatformEvents body) {
    List<Event> events =
        body.events().stream()
            .map(PlatformEvents.Happened::event)
            .flatMap(Optional::stream)
            .toList();
    return store.add(events).invoke(deliverEvents::wake).replaceWith(new Taken(events.size()));
  }
}
