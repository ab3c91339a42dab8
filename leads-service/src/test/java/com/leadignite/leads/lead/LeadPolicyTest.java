package com.leadignite.leads.lead;

import static com.leadignite.leads.lead.Decision.ALLOWED;
import static com.leadignite.leads.lead.Decision.FORBIDDEN;
import static com.leadignite.leads.lead.Decision.HIDDEN;
import static com.leadignite.leads.lead.TestingPeople.ACME;
import static com.leadignite.leads.lead.TestingPeople.NORTH;
import static com.leadignite.leads.lead.TestingPeople.OTHER;
import static com.leadignite.leads.lead.TestingPeople.SOUTH;
import static com.leadignite.leads.lead.TestingPeople.user;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class LeadPolicyTest {

  private static final UserId ME = user(1);
  private static final UserId MATE = user(2);
  private static final UserId STRANGER = user(3);

  @ParameterizedTest
  @EnumSource(Role.class)
  void hidesAnotherOrganizationsLeadFromEverybody(Role role) {
    LeadTarget foreign = new LeadTarget(OTHER, ME, ME, NORTH, false);

    assertEquals(HIDDEN, LeadPolicy.read(me(role), foreign));
    assertEquals(HIDDEN, LeadPolicy.change(me(role), foreign, foreign));
  }

  @Test
  void showsAUserWhatTheyOwnOnly() {
    assertEquals(ALLOWED, LeadPolicy.read(me(Role.USER), lead(ME, null, null)));
    assertEquals(HIDDEN, LeadPolicy.read(me(Role.USER), lead(STRANGER, ME, null)));
  }

  @Test
  void showsAnAgentWhatTheyOwnOrAreAssigned() {
    assertEquals(ALLOWED, LeadPolicy.read(me(Role.AGENT), lead(ME, null, null)));
    assertEquals(ALLOWED, LeadPolicy.read(me(Role.AGENT), lead(STRANGER, ME, null)));
    assertEquals(HIDDEN, LeadPolicy.read(me(Role.AGENT), lead(MATE, MATE, NORTH)));
  }

  @Test
  void showsAManagerWhatTheirTeamOwnsOrIsAssigned() {
    assertEquals(ALLOWED, LeadPolicy.read(me(Role.MANAGER), lead(MATE, null, null)));
    assertEquals(ALLOWED, LeadPolicy.read(me(Role.MANAGER), lead(STRANGER, MATE, null)));
    assertEquals(ALLOWED, LeadPolicy.read(me(Role.MANAGER), lead(STRANGER, null, NORTH)));
    assertEquals(HIDDEN, LeadPolicy.read(me(Role.MANAGER), lead(STRANGER, null, SOUTH)));
  }

  @Test
  void showsAnAdministratorAllOfTheOrganization() {
    assertEquals(ALLOWED, LeadPolicy.read(me(Role.ADMIN), lead(STRANGER, null, null)));
  }

  @ParameterizedTest
  @EnumSource(
      value = Role.class,
      names = {"SERVICE", "PLATFORM_ADMIN"})
  void showsNothingToPlatformRoles(Role role) {
    assertEquals(HIDDEN, LeadPolicy.read(me(role), lead(ME, ME, NORTH)));
    assertEquals(FORBIDDEN, LeadPolicy.create(me(role), lead(ME, null, null)));
  }

  @Test
  void letsNobodyDeleteOrRestoreWhatTheyOnlyWorkOn() {
    LeadTarget there = lead(STRANGER, ME, null);
    LeadTarget gone = new LeadTarget(ACME, STRANGER, ME, null, true);

    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.AGENT), there, gone));
    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.AGENT), gone, there));
    assertEquals(ALLOWED, LeadPolicy.change(me(Role.AGENT), there, there));
  }

  @Test
  void letsAnAgentAssignToThemselvesOnly() {
    LeadTarget own = lead(ME, null, null);

    assertEquals(ALLOWED, LeadPolicy.change(me(Role.AGENT), own, lead(ME, ME, null)));
    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.AGENT), own, lead(ME, MATE, null)));
    assertEquals(ALLOWED, LeadPolicy.change(me(Role.AGENT), lead(ME, ME, null), own));
    assertEquals(
        FORBIDDEN, LeadPolicy.change(me(Role.AGENT), lead(MATE, ME, null), lead(MATE, null, null)));
  }

  @Test
  void letsAUserAssignToNobody() {
    assertEquals(
        FORBIDDEN, LeadPolicy.change(me(Role.USER), lead(ME, null, null), lead(ME, ME, null)));
    assertEquals(FORBIDDEN, LeadPolicy.create(me(Role.USER), lead(ME, ME, null)));
  }

  @Test
  void letsAManagerAssignFileAndHandOverWithinTheirTeam() {
    LeadTarget own = lead(ME, null, null);

    assertEquals(ALLOWED, LeadPolicy.change(me(Role.MANAGER), own, lead(ME, MATE, NORTH)));
    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), own, lead(ME, STRANGER, null)));
    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), own, lead(ME, null, SOUTH)));
    assertEquals(ALLOWED, LeadPolicy.change(me(Role.MANAGER), own, lead(MATE, null, null)));
    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), own, lead(STRANGER, null, NORTH)));
  }

  @Test
  @Tag("B41")
  void letsNobodyTakeWhatTheyOnlyWorkOn() {
    LeadTarget assigned = lead(STRANGER, ME, null);

    for (Role role : List.of(Role.AGENT, Role.MANAGER)) {
      Viewer alone = new Viewer(ACME, ME, role, Set.of(), Set.of());
      for (Viewer viewer : List.of(alone, me(role))) {
        assertEquals(FORBIDDEN, LeadPolicy.change(viewer, assigned, lead(ME, ME, null)));
        assertEquals(FORBIDDEN, LeadPolicy.change(viewer, assigned, lead(STRANGER, ME, NORTH)));
        assertEquals(
            FORBIDDEN,
            LeadPolicy.change(viewer, assigned, new LeadTarget(ACME, STRANGER, ME, null, true)));
        assertEquals(ALLOWED, LeadPolicy.change(viewer, assigned, assigned));
      }
    }
  }

  @Test
  @Tag("B41")
  void letsNoManagerTakeFromOutsideTheTeamWhatAMateWorksOn() {
    LeadTarget teammates = lead(STRANGER, MATE, null);

    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), teammates, lead(ME, MATE, null)));
    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), teammates, lead(MATE, MATE, null)));
    assertEquals(
        FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), teammates, lead(STRANGER, MATE, NORTH)));
    assertEquals(
        FORBIDDEN,
        LeadPolicy.change(
            me(Role.MANAGER), teammates, new LeadTarget(ACME, STRANGER, MATE, null, true)));
    assertEquals(ALLOWED, LeadPolicy.change(me(Role.MANAGER), teammates, lead(STRANGER, ME, null)));
  }

  @Test
  void letsAManagerDeleteAndRefileButNotTakeWhatIsFiledUnderTheTeam() {
    LeadTarget filed = lead(STRANGER, ME, NORTH);

    assertEquals(
        ALLOWED,
        LeadPolicy.change(
            me(Role.MANAGER), filed, new LeadTarget(ACME, STRANGER, ME, NORTH, true)));
    assertEquals(ALLOWED, LeadPolicy.change(me(Role.MANAGER), filed, lead(STRANGER, ME, null)));
    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), filed, lead(ME, ME, NORTH)));
  }

  @Test
  void letsNobodyLoseSightOfALeadByAChange() {
    LeadTarget filed = lead(STRANGER, null, NORTH);

    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.MANAGER), filed, lead(STRANGER, null, null)));
  }

  @Test
  @Tag("B35")
  void letsNobodyMoveALeadToAnotherOrganizationOrCreateItForSomebodyElse() {
    LeadTarget own = lead(ME, null, null);
    LeadTarget moved = new LeadTarget(OTHER, ME, null, null, false);

    assertEquals(FORBIDDEN, LeadPolicy.change(me(Role.ADMIN), own, moved));
    assertEquals(FORBIDDEN, LeadPolicy.create(me(Role.ADMIN), moved));
    assertEquals(FORBIDDEN, LeadPolicy.create(me(Role.ADMIN), lead(MATE, null, null)));
  }

  private static Viewer me(Role role) {
    boolean manager = role == Role.MANAGER;
    return new Viewer(
        ACME, ME, role, manager ? Set.of(NORTH) : Set.of(), manager ? Set.of(ME, MATE) : Set.of());
  }

  private static LeadTarget lead(UserId owner, @Nullable UserId assignee, @Nullable UUID team) {
    return new LeadTarget(ACME, owner, assignee, team, false);
  }
}
