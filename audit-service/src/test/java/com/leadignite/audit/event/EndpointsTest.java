package com.leadignite.audit.event;

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
        Set.of(), GuardedEndpointsRule.forFewerRolesThanHaveTheScopes("com.leadignite.audit"));
  }

  @Test
  void allSayWhoMayCallThem() {
    GuardedEndpointsRule.everyEndpointDeclaresAccess("com.leadignite.audit");
  }

  @Test
  void areTheseAndNoOthers() {
    assertEquals(
        Map.of(
            "POST /audit/v1/events", Audience.SERVICE,
            "GET /audit/v1/events", Audience.ADMIN,
            "GET /audit/v1/events/{id}", Audience.ADMIN),
        GuardedEndpointsRule.routes("com.leadignite.audit"));
  }

  @Test
  void theCodeKeepsItsPlaces() {
    ServiceCodeRule.holds("audit");
  }
}
