package com.leadignite.auth.organization;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import java.util.Set;

/** Who may make whom what, and who may go. */
final class MemberPolicy {

  private MemberPolicy() {}

  /** What was decided. */
  enum Decision {
    ALLOWED,
    /** Only admins give roles. */
    NOT_ADMIN,
    /** Nobody changes their own role. */
    SELF,
    /** Members do not remove themselves: they leave. */
    SELF_REMOVAL,
    /** A role that is not given through this API. */
    ROLE_NOT_GIVEN_HERE,
    /** Who hands an organization over is no admin of it any more. */
    NO_STEPPING_DOWN
  }

  static Decision changeRole(Caller.Person caller, UserId member, Role role) {
    if (!isAdmin(caller.role())) {
      return Decision.NOT_ADMIN;
    }
    if (caller.userId().equals(member)) {
      return Decision.SELF;
    }
    return isOfOrganization(role) ? Decision.ALLOWED : Decision.ROLE_NOT_GIVEN_HERE;
  }

  static Decision invite(Caller.Person caller, Role role) {
    if (!isAdmin(caller.role())) {
      return Decision.NOT_ADMIN;
    }
    return isOfOrganization(role) ? Decision.ALLOWED : Decision.ROLE_NOT_GIVEN_HERE;
  }

  static Decision transfer(Caller.Person caller, UserId successor, Role roleAfter) {
    if (caller.role() != Role.ADMIN) {
      return Decision.NOT_ADMIN;
    }
    if (caller.userId().equals(successor)) {
      return Decision.SELF;
    }
    return isOfOrganization(roleAfter) && !isAdmin(roleAfter)
        ? Decision.ALLOWED
        : Decision.NO_STEPPING_DOWN;
  }

  static Decision remove(Caller.Person caller, UserId member) {
    if (!isAdmin(caller.role())) {
      return Decision.NOT_ADMIN;
    }
    return caller.userId().equals(member) ? Decision.SELF_REMOVAL : Decision.ALLOWED;
  }

  /**
   * Whether a member may leave.
   *
   * @param role what they are
   * @param others the roles of those who stay, without those who may not sign in
   */
  static boolean mayLeave(Role role, Set<Role> others) {
    return switch (role) {
      case PLATFORM_ADMIN -> others.contains(Role.PLATFORM_ADMIN);
      case ADMIN -> others.contains(Role.ADMIN) || others.contains(Role.PLATFORM_ADMIN);
      case USER, AGENT, MANAGER, SERVICE -> true;
    };
  }

  /** Whether a role is one that gives roles. */
  static boolean isAdmin(Role role) {
    return role == Role.ADMIN || role == Role.PLATFORM_ADMIN;
  }

  private static boolean isOfOrganization(Role role) {
    return switch (role) {
      case USER, AGENT, MANAGER, ADMIN -> true;
      case SERVICE, PLATFORM_ADMIN -> false;
    };
  }
}
