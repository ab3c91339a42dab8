package com.leadignite.guard.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScopeTest {

  private static final Set<Scope> LEADS =
      EnumSet.of(Scope.LEADS_READ, Scope.LEADS_WRITE, Scope.CALLS_READ, Scope.CALLS_WRITE);

  @ParameterizedTest
  @EnumSource(names = {"USER", "AGENT", "MANAGER"})
  void reachesLeadsAndCallsAndNothingElse(Role role) {
    assertEquals(LEADS, Scope.of(role));
  }

  @Test
  void reachesTheOrganizationForItsAdmins() {
    Set<Scope> admins = Scope.of(Role.ADMIN);

    assertTrue(admins.containsAll(LEADS));
    assertTrue(admins.contains(Scope.ORGANIZATION_WRITE));
    assertFalse(admins.contains(Scope.PLATFORM_ADMIN));
    assertFalse(admins.contains(Scope.USERS_ADMIN));
  }

  @Test
  void reachesThePlatformForItsAdministratorsOnly() {
    Set<Scope> platform = Scope.of(Role.PLATFORM_ADMIN);

    assertTrue(Collections.disjoint(platform, LEADS));
    assertTrue(platform.contains(Scope.ORGANIZATION_WRITE));
    assertTrue(platform.containsAll(EnumSet.of(Scope.PLATFORM_ADMIN, Scope.USERS_ADMIN)));
  }

  /** A person must never get what only services have. */
  @Test
  void isConfiguredForServices() {
    assertThrows(IllegalArgumentException.class, () -> Scope.of(Role.SERVICE));
    for (Role role : List.of(Role.USER, Role.ADMIN, Role.PLATFORM_ADMIN)) {
      assertFalse(Scope.of(role).contains(Scope.AUDIT_WRITE));
      assertFalse(Scope.of(role).contains(Scope.MEMBERS_READ));
      assertFalse(Scope.of(role).contains(Scope.API_KEYS_INTROSPECT));
      assertFalse(Scope.of(role).contains(Scope.LEADS_INTAKE));
    }
  }

  /** Neither a key nor a partner's client runs the platform or passes for a service. */
  @ParameterizedTest
  @EnumSource(
      names = {
        "PLATFORM_ADMIN",
        "USERS_ADMIN",
        "AUDIT_WRITE",
        "MEMBERS_READ",
        "API_KEYS_INTROSPECT",
        "IDENTITIES_RESOLVE",
        "LEADS_INTAKE"
      })
  @Tag("B33")
  void isNotDelegableIfItReachesBeyondTheOrganization(Scope scope) {
    assertFalse(scope.isDelegable());
  }

  @Test
  void isFoundByItsNameAndDescribed() {
    Set<String> names = new HashSet<>();
    for (Scope scope : Scope.values()) {
      assertEquals(Optional.of(scope), Scope.of(scope.wireName()));
      assertTrue(names.add(scope.wireName()));
      assertFalse(scope.description().isBlank());
    }
    assertEquals(Optional.empty(), Scope.of("leads:everything"));
  }
}
