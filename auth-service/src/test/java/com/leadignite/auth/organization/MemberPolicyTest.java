package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.auth.organization.MemberPolicy.Decision;
import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberPolicyTest {

  private static final UserId SELF = new UserId(new UUID(0, 1));
  private static final UserId OTHER = new UserId(new UUID(0, 2));

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"USER", "AGENT", "MANAGER"})
  void allowsOnlyAdminsToGiveRoles(Role role) {
    assertEquals(Decision.NOT_ADMIN, MemberPolicy.changeRole(person(role), OTHER, Role.USER));
    assertEquals(Decision.NOT_ADMIN, MemberPolicy.invite(person(role), Role.USER));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void allowsAnAdminToLeaveIfAnotherStays(Role role) {
    boolean keeps = role == Role.ADMIN || role == Role.PLATFORM_ADMIN;

    assertEquals(!keeps, MemberPolicy.mayLeave(role, Set.of()));
    assertEquals(!keeps, MemberPolicy.mayLeave(role, Set.of(Role.USER, Role.MANAGER)));
    assertEquals(role != Role.PLATFORM_ADMIN, MemberPolicy.mayLeave(role, Set.of(Role.ADMIN)));
    assertEquals(true, MemberPolicy.mayLeave(role, Set.of(Role.PLATFORM_ADMIN)));
  }

  @Test
  void allowsAdminsToRemoveOthersOnly() {
    assertEquals(Decision.ALLOWED, MemberPolicy.remove(person(Role.ADMIN), OTHER));
    assertEquals(Decision.SELF_REMOVAL, MemberPolicy.remove(person(Role.ADMIN), SELF));
    assertEquals(Decision.NOT_ADMIN, MemberPolicy.remove(person(Role.MANAGER), OTHER));
  }

  @Test
  void refusesAChangeOfOnesOwnRole() {
    assertEquals(Decision.SELF, MemberPolicy.changeRole(person(Role.ADMIN), SELF, Role.USER));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"SERVICE", "PLATFORM_ADMIN"})
  void givesNoRoleOfThePlatform(Role role) {
    assertEquals(
        Decision.ROLE_NOT_GIVEN_HERE, MemberPolicy.changeRole(person(Role.ADMIN), OTHER, role));
    assertEquals(Decision.ROLE_NOT_GIVEN_HERE, MemberPolicy.invite(person(Role.ADMIN), role));
  }

  @Test
  void allowsAnAdminToGiveRoles() {
    assertEquals(
        Decision.ALLOWED, MemberPolicy.changeRole(person(Role.ADMIN), OTHER, Role.MANAGER));
    assertEquals(Decision.ALLOWED, MemberPolicy.invite(person(Role.ADMIN), Role.ADMIN));
  }

  private static Caller.Person person(Role role) {
    Instant now = Instant.EPOCH;
    return new Caller.Person(
        SELF,
        new TenantId(new UUID(0, 3)),
        role,
        Set.of(),
        new SessionId(new UUID(0, 4)),
        "token",
        AssuranceLevel.AAL1,
        false,
        now,
        now,
        null,
        null,
        false);
  }
}
