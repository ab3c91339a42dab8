package com.leadignite.webhook.delivery;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.WritesWebhooks;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Brings deliveries back. */
@Path("/webhooks/v1/deliveries")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Events")
public final class ReplayResource {

  private final CurrentCaller caller;
  private final ReplayStore store;
  private final AuditEvents auditEvents;
  private final DeliverEvents deliverEvents;

  @Inject
  ReplayResource(
      CurrentCaller caller,
      ReplayStore store,
      AuditEvents auditEvents,
      DeliverEvents deliverEvents) {
    this.caller = caller;
    this.store = store;
    this.auditEvents = auditEvents;
    this.deliverEvents = deliverEvents;
  }

  /** How many came back. */
  @Schema(description = "How many deliveries are made again")
  record Replayed(@Schema(examples = "12") int replayed) {}

  /** Brings dead letters back. */
  @POST
  @Path("replay")
  @Consumes(MediaType.APPLICATION_JSON)
  @WritesWebhooks
  @Operation(
      operationId = "replayDeliveries",
      summary = "Replay dead letters",
      description =
          "All of the organization, or those of an endpoint, of a type, of a time. They are made"
              + " again under the ids of their events.")
  public Uni<Replayed> replay(ReplayRequest body) {
    return store
        .dead(
            caller.person(),
            body.filter(),
            count ->
                auditEvents
                    .of("webhook.deliveries.replayed")
                    .meta("filter", body.described())
                    .meta("count", count)
                    .build())
        .map(Replayed::new)
        .invoke(deliverEvents::wake);
  }

  /** Brings one back. */
  @POST
  @Path("{id}/replay")
  @WritesWebhooks
  @Operation(
      operationId = "replayDelivery",
      summary = "Replay a delivery",
      description = "One that ended, delivered or not. One that is pending is `not-found`.")
  @Problems(common = NOT_FOUND)
  public Uni<Replayed> replayOne(@PathParam("id") String id) {
    UUID delivery = Uuids.parse(id).orElseThrow(ReplayResource::notFound);
    var event =
        auditEvents.of("webhook.delivery.replayed").target("webhook_delivery", delivery).build();
    return store
        .one(caller.person(), delivery, event)
        .map(replayed -> {
          if (!replayed) {
            throw notFound();
          }
          return new Replayed(1);
        })
        .invoke(deliverEvents::wake);
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such delivery that ended.");
  }
}
