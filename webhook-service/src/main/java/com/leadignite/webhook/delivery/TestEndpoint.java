package com.leadignite.webhook.delivery;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Ids;
import com.leadignite.webhook.delivery.TakeStore.Destination;
import com.leadignite.webhook.endpoint.Endpoint;
import com.leadignite.webhook.endpoint.EndpointEvents;
import com.leadignite.webhook.endpoint.EndpointStore;
import com.leadignite.webhook.endpoint.EventType;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/** Tries an endpoint for an admin who waits for the result. */
@Singleton
final class TestEndpoint {

  private final EndpointStore store;
  private final EndpointEvents events;
  private final Deliver deliver;
  private final SendOnce sendOnce;
  private final Ids ids;
  private final Clock clock;

  @Inject
  TestEndpoint(
      EndpointStore store,
      EndpointEvents events,
      Deliver deliver,
      SendOnce sendOnce,
      Ids ids,
      Clock clock) {
    this.store = store;
    this.events = events;
    this.deliver = deliver;
    this.sendOnce = sendOnce;
    this.ids = ids;
    this.clock = clock;
  }

  /** Makes an attempt whose result is recorded nowhere; empty if there is no such endpoint. */
  Uni<Optional<TestedEndpoint>> test(Caller.Person admin, UUID id) {
    return store
        .findToTry(
            admin,
            id,
            endpoint -> events.of("tested", endpoint.id(), endpoint.details().server()).build())
        .chain(found ->
            found.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : attempt(found.get()).map(Optional::of));
  }

  private Uni<TestedEndpoint> attempt(Endpoint endpoint) {
    Event event =
        new Event(
            endpoint.tenantId(),
            ids.next(),
            EventType.ENDPOINT_TEST.wireName(),
            null,
            clock.instant(),
            "{\"endpoint_id\":\"" + endpoint.id() + "\"}");
    return deliver
        .keys(new Destination(endpoint.tenantId(), endpoint.id()))
        .chain(keys -> sendOnce.send(endpoint.details().url(), event, keys))
        .map(sent ->
            new TestedEndpoint(sent.outcome(), sent.status(), sent.millis(), sent.response()));
  }
}
