package com.leadignite.webhook;

import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.access.Audience;
import com.leadignite.testkit.access.GuardedEndpointsRule;
import com.leadignite.testkit.access.ServiceCodeRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B7")
final class EndpointsTest {

  /** What {@code GET /auth/v1/roles} lists of the roles holds here, but for these. */
  @Test
  @Tag("B35")
  void theRoutesAreForTheRolesThatHaveTheirScopes() {
    assertEquals(
        Set.of(), GuardedEndpointsRule.forFewerRolesThanHaveTheScopes("com.leadignite.webhook"));
  }

  @Test
  void allSayWhoMayCallThem() {
    GuardedEndpointsRule.everyEndpointDeclaresAccess("com.leadignite.webhook");
  }

  @Test
  void areTheseAndNoOthers() {
    assertEquals(
        Map.ofEntries(
            entry("POST /webhooks/v1/in/{source_id}", Audience.PUBLIC),
            entry("GET /webhooks/v1/in/{source_id}", Audience.PUBLIC),
            entry("POST /webhooks/v1/sources", Audience.ADMIN),
            entry("GET /webhooks/v1/sources", Audience.ADMIN),
            entry("GET /webhooks/v1/sources/{id}", Audience.ADMIN),
            entry("PATCH /webhooks/v1/sources/{id}", Audience.ADMIN),
            entry("POST /webhooks/v1/sources/{id}/test", Audience.ADMIN),
            entry("DELETE /webhooks/v1/sources/{id}", Audience.ADMIN),
            entry("POST /webhooks/v1/sources/{id}/secrets", Audience.ADMIN),
            entry("GET /webhooks/v1/sources/{id}/processing", Audience.ADMIN),
            entry("PUT /webhooks/v1/sources/{id}/processing", Audience.ADMIN),
            entry("GET /webhooks/v1/processing", Audience.ADMIN),
            entry("GET /webhooks/v1/inbox/{id}/process", Audience.ADMIN),
            entry("POST /webhooks/v1/inbox/{id}/process", Audience.ADMIN),
            entry("GET /webhooks/v1/inbox", Audience.ADMIN),
            entry("GET /webhooks/v1/inbox/{id}", Audience.ADMIN),
            entry("GET /webhooks/v1/event-types", Audience.ADMIN),
            entry("POST /webhooks/v1/endpoints", Audience.ADMIN),
            entry("GET /webhooks/v1/endpoints", Audience.ADMIN),
            entry("GET /webhooks/v1/endpoints/{id}", Audience.ADMIN),
            entry("PATCH /webhooks/v1/endpoints/{id}", Audience.ADMIN),
            entry("DELETE /webhooks/v1/endpoints/{id}", Audience.ADMIN),
            entry("POST /webhooks/v1/endpoints/{id}/secrets", Audience.ADMIN),
            entry("POST /webhooks/v1/endpoints/{id}/pause", Audience.ADMIN),
            entry("POST /webhooks/v1/endpoints/{id}/resume", Audience.ADMIN),
            entry("POST /webhooks/v1/endpoints/{id}/disable", Audience.ADMIN),
            entry("POST /webhooks/v1/endpoints/{id}/enable", Audience.ADMIN),
            entry("POST /webhooks/v1/endpoints/{id}/test", Audience.ADMIN),
            entry("GET /webhooks/v1/endpoints/{id}/deliveries", Audience.ADMIN),
            entry("GET /webhooks/v1/endpoints/{id}/statistics", Audience.ADMIN),
            entry("POST /webhooks/v1/events", Audience.SERVICE),
            entry("GET /webhooks/v1/events", Audience.ADMIN),
            entry("GET /webhooks/v1/events/{id}", Audience.ADMIN),
            entry("POST /webhooks/v1/deliveries/replay", Audience.ADMIN),
            entry("POST /webhooks/v1/deliveries/{id}/replay", Audience.ADMIN)),
        GuardedEndpointsRule.routes("com.leadignite.webhook"));
  }

  @Test
  void theCodeKeepsItsPlaces() {
    ServiceCodeRule.holds("webhook");
  }
}
