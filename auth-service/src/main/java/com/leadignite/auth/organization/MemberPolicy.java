package com.leadignite.auth.organization;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;

/** Who may make whom what. */
final class MemberPolicy {

  private MemberPolicy() {}

  /** What was decided. */
  enum Decision {
    ALLOWED,
    /** Only admins give roles. */
    NOT_ADMIN,
    /** Nobody changes their own role. */
    SELF,
    /** A role that is not given through this API. */
    ROLE_NOT_GIVEN_HERE
  }

  static Decision changeRole(Caller.Person caller, UserId member, Role role) {
    if (!isAdmin(caller)) {
      return Decision.NOT_ADMIN;
    }
    if (caller.userId().equals(member)) {
      return Decision.SELF;
    }
    return isOfOrganization(role) ? Decision.ALLOWED : Decision.ROLE_NOT_GIVEN_HERE;
  }

  static Decision invite(Caller.Person caller, Role role) {
    if (!isAdmin(caller)) {
      return Decision.NOT_ADMIN;
    }
    return isOfOrganization(role) ? Decision.ALLOWED : Decision.ROLE_NOT_GIVEN_HERE;
  }

  private static boolean isAdmin(Caller.Person caller) {
    return caller.role() == Role.ADMIN || caller.role() == Role.PLATFORM_ADMIN;
  }

  private static boolean isOfOrganization(Role role) {
    return switch (role) {
      case USER, AGENT, MANAGER, ADMIN -> true;
      case SERVICE, PLATFORM_ADMIN -> false;
    };
  }
}
