package com.leadignite.webhook.endpoint;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.leadignite.webhook.ReadsWebhooks;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalogue of what endpoints can be told of. */
@Path("/webhooks/v1/event-types")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Endpoints")
public final class EventTypeResource {

  /** A type of event. */
  @Schema(name = "EventTypeView", description = "A type of event")
  record View(
      @Schema(examples = "lead.created") String name,
      @Schema(examples = "A lead was created.") String description,
      @JsonRawValue
          @Schema(
              implementation = Map.class,
              description = "The JSON schema of `data`. Members may be added to what it describes.")
          String schema) {}

  /** All types. */
  @Schema(name = "EventTypes", description = "All types of events")
  record Catalogue(List<View> items) {

    Catalogue {
      items = List.copyOf(items);
    }
  }

  /** Lists them. */
  @GET
  @ReadsWebhooks
  @Operation(
      operationId = "listEventTypes",
      summary = "List types of events",
      description = "Everything that endpoints can be told of.")
  public Catalogue list() {
    return new Catalogue(
        Arrays.stream(EventType.values())
            .map(type -> new View(type.wireName(), type.description(), type.schema()))
            .toList());
  }
}
