package com.leadignite.auth.organization;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemberRoleTest {

  @ParameterizedTest
  @EnumSource
  void hasTheNameOfTheRoleThatItGives(MemberRole role) {
    assertEquals(role.role().wireName(), role.wireName());
    assertEquals(role.name(), role.role().name());
  }

  @Test
  @Tag("B35")
  void givesNoRoleOfThePlatform() {
    Set<Role> given =
        Arrays.stream(MemberRole.values()).map(MemberRole::role).collect(Collectors.toSet());

    assertEquals(EnumSet.of(Role.USER, Role.AGENT, Role.MANAGER, Role.ADMIN), given);
  }
}
