package com.leadignite.webhook.delivery;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.WritesWebhooks;
import com.leadignite.webhook.endpoint.EndpointEvents;
import com.leadignite.webhook.endpoint.EndpointResource;
import com.leadignite.webhook.endpoint.EndpointState;
import com.leadignite.webhook.endpoint.EndpointView;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Turns endpoints on and off. */
@Path("/webhooks/v1/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Endpoints")
public final class EndpointStateResource {

  private final CurrentCaller caller;
  private final ReplayStore store;
  private final TestEndpoint testEndpoint;
  private final EndpointEvents events;
  private final DeliverEvents deliverEvents;

  @Inject
  EndpointStateResource(
      CurrentCaller caller,
      ReplayStore store,
      TestEndpoint testEndpoint,
      EndpointEvents events,
      DeliverEvents deliverEvents) {
    this.caller = caller;
    this.store = store;
    this.testEndpoint = testEndpoint;
    this.events = events;
    this.deliverEvents = deliverEvents;
  }

  /** Lets what happens wait. */
  @POST
  @Path("{id}/pause")
  @WritesWebhooks
  @Operation(
      operationId = "pauseEndpoint",
      summary = "Pause an endpoint",
      description = "What happens meanwhile waits until it is resumed.")
  @Problems(common = NOT_FOUND)
  public Uni<EndpointView> pause(@PathParam("id") String id) {
    return turn(id, EndpointState.PAUSED, "paused", false);
  }

  /** Goes on with what waited. */
  @POST
  @Path("{id}/resume")
  @WritesWebhooks
  @Operation(
      operationId = "resumeEndpoint",
      summary = "Resume an endpoint",
      description = "It is told of what waited, and of what happens from now on.")
  @Problems(common = NOT_FOUND)
  public Uni<EndpointView> resume(@PathParam("id") String id) {
    return turn(id, EndpointState.ENABLED, "resumed", false);
  }

  /** Turns it off. */
  @POST
  @Path("{id}/disable")
  @WritesWebhooks
  @Operation(
      operationId = "disableEndpoint",
      summary = "Disable an endpoint",
      description = "It is not told of what happens meanwhile, not even later.")
  @Problems(common = NOT_FOUND)
  public Uni<EndpointView> disable(@PathParam("id") String id) {
    return turn(id, EndpointState.DISABLED, "disabled", false);
  }

  /** Turns it on again. */
  @POST
  @Path("{id}/enable")
  @WritesWebhooks
  @Operation(
      operationId = "enableEndpoint",
      summary = "Enable an endpoint",
      description =
          "Forgets its failures, and brings back its dead deliveries: all that could not be"
              + " delivered is sent again.")
  @Problems(common = NOT_FOUND)
  public Uni<EndpointView> enable(@PathParam("id") String id) {
    return turn(id, EndpointState.ENABLED, "enabled", true);
  }

  /** Tries it. */
  @POST
  @Path("{id}/test")
  @WritesWebhooks
  @Operation(
      operationId = "testEndpoint",
      summary = "Try an endpoint",
      description =
          "Sends an event `endpoint.test` at once, whatever the state of the endpoint, and answers"
              + " how it went. It is not repeated.")
  @Problems(common = NOT_FOUND)
  public Uni<TestedEndpoint> test(@PathParam("id") String id) {
    return testEndpoint
        .test(caller.person(), uuid(id))
        .map(tested -> tested.orElseThrow(EndpointResource::notFound));
  }

  private Uni<EndpointView> turn(String id, EndpointState to, String action, boolean replay) {
    UUID endpoint = uuid(id);
    return store
        .turn(
            caller.person(),
            endpoint,
            to,
            replay,
            (before, count) ->
                events
                    .of(action, endpoint, before.details().server())
                    .change("state", before.state().wireName(), to.wireName())
                    .meta("replayed", count)
                    .build())
        .map(turned -> EndpointView.of(turned.orElseThrow(EndpointResource::notFound), null))
        .invoke(deliverEvents::wake);
  }

  private static UUID uuid(String id) {
    return Uuids.parse(id).orElseThrow(EndpointResource::notFound);
  }
}
