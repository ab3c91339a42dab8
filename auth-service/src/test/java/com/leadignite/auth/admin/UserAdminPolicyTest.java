package com.leadignite.auth.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.admin.UserAdminPolicy.Action;
import com.leadignite.auth.admin.UserAdminPolicy.Decision;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import com.leadignite.testkit.token.TestTokens;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

@Tag("B35")
class UserAdminPolicyTest {

  private static final UUID SELF = new UUID(1, 1);
  private static final UserId OTHER = new UserId(new UUID(2, 2));

  private final Caller.Service service =
      new Caller.Service("back-office", Set.of("users:admin"), "token", Instant.EPOCH);

  @ParameterizedTest
  @EnumSource
  void letsPlatformAdministratorsDoEverythingToOthers(Action action) {
    assertEquals(
        Decision.ALLOWED, UserAdminPolicy.decide(person(Role.PLATFORM_ADMIN), action, OTHER, true));
  }

  @Test
  void letsNobodyLockThemselvesOutOrChangeTheirOwnRole() {
    UserId self = new UserId(SELF);

    assertEquals(
        Decision.ALLOWED,
        UserAdminPolicy.decide(person(Role.PLATFORM_ADMIN), Action.CHANGE, self, true));
    for (Action action : Set.of(Action.BAN, Action.CHANGE_ROLE, Action.DELETE)) {
      assertEquals(
          Decision.SELF, UserAdminPolicy.decide(person(Role.PLATFORM_ADMIN), action, self, true));
    }
  }

  @ParameterizedTest
  @EnumSource
  void keepsServicesFromPlatformAdministrators(Action action) {
    assertEquals(Decision.ALLOWED, UserAdminPolicy.decide(service, action, OTHER, false));
    assertEquals(Decision.NOT_BY_SERVICES, UserAdminPolicy.decide(service, action, OTHER, true));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      mode = Mode.EXCLUDE,
      names = {"SERVICE", "PLATFORM_ADMIN"})
  void letsNoOtherRoleAdministerAccounts(Role role) {
    assertEquals(
        Decision.NOT_ADMINISTRATOR,
        UserAdminPolicy.decide(person(role), Action.CHANGE, OTHER, false));
  }

  private static Caller.Person person(Role role) {
    return TestTokens.person().user(SELF).role(role).caller();
  }
}
