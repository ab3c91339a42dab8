package com.leadignite.auth.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.guard.caller.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopesTest {

  private static final List<String> LEADS = List.of("leads:read", "leads:write", "calls:read");

  @ParameterizedTest
  @EnumSource(names = {"USER", "AGENT", "MANAGER"})
  void reachLeadsAndCallsAndNothingElse(Role role) {
    assertEquals(LEADS, Scopes.of(role));
  }

  @Test
  void reachTheOrganizationForItsAdmins() {
    assertTrue(Scopes.of(Role.ADMIN).containsAll(LEADS));
    assertTrue(Scopes.of(Role.ADMIN).contains("organization:write"));
    assertTrue(Scopes.of(Role.ADMIN).stream().noneMatch(scope -> scope.startsWith("platform:")));
  }

  @Test
  void reachThePlatformForItsAdministratorsOnly() {
    assertTrue(Scopes.of(Role.PLATFORM_ADMIN).containsAll(Scopes.of(Role.ADMIN)));
    assertTrue(
        Scopes.of(Role.PLATFORM_ADMIN).containsAll(List.of("platform:admin", "users:admin")));
    assertFalse(Scopes.of(Role.ADMIN).contains("users:admin"));
  }

  /** A person must never get what only services have. */
  @Test
  void areConfiguredForServices() {
    assertThrows(IllegalArgumentException.class, () -> Scopes.of(Role.SERVICE));
    for (Role role : List.of(Role.USER, Role.ADMIN, Role.PLATFORM_ADMIN)) {
      assertTrue(
          Scopes.of(role).stream()
              .noneMatch(scope -> scope.equals("audit:write") || scope.equals("members:read")));
    }
  }
}
