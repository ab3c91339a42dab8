package com.leadignite.webhook.delivery;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.body.Body;
import com.leadignite.webhook.endpoint.EventType;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** What happened in another service: its audit events, of which a part is read here. */
@Body
@RegisterForReflection
@Schema(description = "Audit events of a service")
record PlatformEvents(@NotNull @Size(max = 500) List<@Valid Happened> events) {

  /** One of them. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  @Schema(name = "PlatformEvent", description = "An audit event, as audit-service gets it")
  record Happened(
      @NotNull UUID id,
      @Nullable UUID tenantId,
      @NotNull Instant occurredAt,
      @NotNull @Size(max = 200) String action,
      @NotNull @Size(max = 20) String outcome,
      @Size(max = 20) List<@Valid Target> targets,
      @Nullable ObjectNode changes) {

    /** The event that endpoints are told of; empty if it is for the audit log alone. */
    Optional<Event> event() {
      UUID tenant = tenantId;
      if (tenant == null
          || targets.isEmpty()
          || !outcome.equals("allowed")
          || EventType.of(action).isEmpty()) {
        return Optional.empty();
      }
      String target = targets.getFirst().id();
      return Optional.of(new Event(tenant, id, action, target, occurredAt, data()));
    }

    /** Ids and names of fields: what they hold is read from the service by who may. */
    private String data() {
      ObjectNode data = JsonNodeFactory.instance.objectNode();
      data.put("id", targets.getFirst().id());
      targets.stream().skip(1).forEach(target -> data.put(target.type() + "_id", target.id()));
      ObjectNode fields = changes;
      if (fields != null) {
        ArrayNode changed = data.putArray("changed");
        fields.fieldNames().forEachRemaining(changed::add);
      }
      return data.toString();
    }
  }

  /** What it happened to. */
  @RegisterForReflection
  @JsonIgnoreProperties(ignoreUnknown = true)
  @Schema(name = "PlatformEventTarget", description = "What it happened to")
  record Target(
      @NotNull @Pattern(regexp = "[a-z_]{1,40}") String type,
      @NotNull @Size(max = 200) String id) {}
}
