package com.leadignite.auth.delegation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DelegationPolicyTest {

  @ParameterizedTest
  @Tag("B33")
  @CsvSource({
    "USER, ADMIN, USER",
    "ADMIN, USER, USER",
    "MANAGER, AGENT, AGENT",
    "ADMIN, ADMIN, ADMIN",
    "ADMIN, PLATFORM_ADMIN, ADMIN",
    "PLATFORM_ADMIN, PLATFORM_ADMIN, ADMIN"
  })
  void hasTheLowerRoleAndNeverRunsThePlatform(Role one, Role other, Role lower) {
    assertEquals(lower, DelegationPolicy.lower(one, other));
  }

  @Test
  @Tag("B33")
  void hasTheScopesThatTheRoleHas() {
    List<Scope> scopes =
        List.of(Scope.LEADS_READ, Scope.AUDIT_READ, Scope.PLATFORM_ADMIN, Scope.AUDIT_WRITE);

    assertEquals(Set.of(Scope.LEADS_READ), DelegationPolicy.effective(scopes, Role.MANAGER));
    assertEquals(
        Set.of(Scope.LEADS_READ, Scope.AUDIT_READ), DelegationPolicy.effective(scopes, Role.ADMIN));
    assertEquals(Set.of(Scope.AUDIT_READ), DelegationPolicy.effective(scopes, Role.PLATFORM_ADMIN));
  }
}
