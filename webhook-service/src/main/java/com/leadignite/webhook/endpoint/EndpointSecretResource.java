package com.leadignite.webhook.endpoint;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.WritesWebhooks;
import com.leadignite.webhook.endpoint.EndpointSecretStore.NewKey;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** The secrets that attempts to an endpoint are signed with. */
@Path("/webhooks/v1/endpoints")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Endpoints")
public final class EndpointSecretResource {

  private final CurrentCaller caller;
  private final EndpointSecretStore store;
  private final EndpointConfig config;
  private final EndpointKeys keys;
  private final EndpointEvents events;
  private final Clock clock;

  @Inject
  EndpointSecretResource(
      CurrentCaller caller,
      EndpointSecretStore store,
      EndpointConfig config,
      EndpointKeys keys,
      EndpointEvents events,
      Clock clock) {
    this.caller = caller;
    this.store = store;
    this.config = config;
    this.keys = keys;
    this.events = events;
    this.clock = clock;
  }

  /** Lets a new secret take over. */
  @POST
  @Path("{id}/secrets")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @WritesWebhooks
  @Operation(
      operationId = "rotateEndpointSecret",
      summary = "Rotate an endpoint's secret",
      description =
          "Attempts carry a signature of the current secret for a while longer, next to that of the"
              + " new one; any secret before it ends at once. Unless the request has a secret, one"
              + " is generated: it is in the answer, and never shown again.")
  @Problems(common = NOT_FOUND)
  public Uni<RotatedSigningSecret> rotate(@PathParam("id") String id, NewSigningSecret body) {
    UUID endpoint = Uuids.parse(id).orElseThrow(EndpointResource::notFound);
    NewKey key = keys.of(body.secret());
    Integer given = body.overlapSeconds();
    Instant now = clock.instant();
    Instant expiry = now.plus(given == null ? config.secretOverlap() : Duration.ofSeconds(given));
    return store
        .rotate(
            caller.person(),
            endpoint,
            key,
            now,
            expiry,
            found -> events.of("secret_rotated", found))
        .map(found -> {
          if (!found) {
            throw EndpointResource.notFound();
          }
          return new RotatedSigningSecret(body.secret() == null ? key.key().text() : null, expiry);
        });
  }
}
