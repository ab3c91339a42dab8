package com.leadignite.audit.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.body.Unread;
import com.leadignite.guard.relay.AuditDelivery;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Delivers audit-service's own events: without the network. */
@Singleton
final class OwnEvents implements AuditDelivery {

  private final ReceiveEvents receiveEvents;
  private final ObjectMapper json;
  private final BodyReader bodies;
  private final String service;

  OwnEvents(
      ReceiveEvents receiveEvents,
      ObjectMapper json,
      BodyReader bodies,
      @ConfigProperty(name = "quarkus.application.name") String service) {
    this.receiveEvents = receiveEvents;
    this.json = json;
    this.bodies = bodies;
    this.service = service;
  }

  @Override
  public boolean isConfigured() {
    return true;
  }

  @Override
  public Uni<Void> deliver(List<String> events) {
    List<Unread<NewEvent>> parsed = new ArrayList<>();
    for (String event : events) {
      try {
        parsed.add(bodies.unread(json.readTree(event), NewEvent.class));
      } catch (JsonProcessingException e) {
        return Uni.createFrom().failure(new RefusedEvents("an event is no JSON"));
      }
    }
    return receiveEvents
        .receive(service, parsed)
        .invoke(result -> {
          if (!result.rejected().isEmpty()) {
            throw new RefusedEvents(result.rejected().getFirst().reason());
          }
        })
        .replaceWithVoid();
  }
}
