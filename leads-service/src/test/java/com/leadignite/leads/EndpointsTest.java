package com.leadignite.leads;

import static com.leadignite.guard.access.Audience.ADMIN;
import static com.leadignite.guard.access.Audience.SERVICE;
import static com.leadignite.guard.access.Audience.SIGNED_IN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.testkit.access.GuardedEndpointsRule;
import com.leadignite.testkit.access.ServiceCodeRule;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the classes of this service may be and use. */
final class EndpointsTest {

  private static final String PACKAGE = "com.leadignite.leads";

  /** What {@code GET /auth/v1/roles} lists of the roles holds here, but for these. */
  @Test
  @Tag("B35")
  void theRoutesAreForTheRolesThatHaveTheirScopes() {
    assertEquals(
        Set.of(
            "POST /leads/v1/leads/{id}/transfer",
            "POST /leads/v1/teams",
            "PATCH /leads/v1/teams/{id}",
            "DELETE /leads/v1/teams/{id}",
            "GET /leads/v1/teams/{team_id}/members",
            "PUT /leads/v1/teams/{team_id}/members/{user_id}",
            "DELETE /leads/v1/teams/{team_id}/members/{user_id}"),
        GuardedEndpointsRule.forFewerRolesThanHaveTheScopes(PACKAGE));
  }

  @Test
  @Tag("B7")
  void theRoutesAreTheseAndEachIsGuarded() {
    GuardedEndpointsRule.everyEndpointDeclaresAccess(PACKAGE);

    assertEquals(
        Map.ofEntries(
            Map.entry("POST /leads/v1/leads", SIGNED_IN),
            Map.entry("GET /leads/v1/leads", SIGNED_IN),
            Map.entry("GET /leads/v1/leads/{id}", SIGNED_IN),
            Map.entry("PATCH /leads/v1/leads/{id}", SIGNED_IN),
            Map.entry("DELETE /leads/v1/leads/{id}", SIGNED_IN),
            Map.entry("POST /leads/v1/leads/{id}/restore", SIGNED_IN),
            Map.entry("POST /leads/v1/leads/{id}/transfer", SIGNED_IN),
            Map.entry("POST /leads/v1/intake", SERVICE),
            Map.entry("GET /leads/v1/calls", SIGNED_IN),
            Map.entry("GET /leads/v1/calls/{id}", SIGNED_IN),
            Map.entry("PATCH /leads/v1/calls/{id}", SIGNED_IN),
            Map.entry("DELETE /leads/v1/calls/{id}", SIGNED_IN),
            Map.entry("GET /leads/v1/leads/{lead_id}/calls", SIGNED_IN),
            Map.entry("POST /leads/v1/leads/{lead_id}/calls", SIGNED_IN),
            Map.entry("GET /leads/v1/teams", SIGNED_IN),
            Map.entry("POST /leads/v1/teams", ADMIN),
            Map.entry("GET /leads/v1/teams/{id}", SIGNED_IN),
            Map.entry("PATCH /leads/v1/teams/{id}", ADMIN),
            Map.entry("DELETE /leads/v1/teams/{id}", ADMIN),
            Map.entry("GET /leads/v1/teams/{team_id}/members", ADMIN),
            Map.entry("PUT /leads/v1/teams/{team_id}/members/{user_id}", ADMIN),
            Map.entry("DELETE /leads/v1/teams/{team_id}/members/{user_id}", ADMIN)),
        GuardedEndpointsRule.routes(PACKAGE));
  }

  @Test
  void theCodeKeepsItsPlaces() {
    ServiceCodeRule.holds("leads");
  }
}
