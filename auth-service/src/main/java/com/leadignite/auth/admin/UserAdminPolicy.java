package com.leadignite.auth.admin;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;

/** Who may do what to which account, of those whom the guard lets administer accounts. */
final class UserAdminPolicy {

  private UserAdminPolicy() {}

  /** What is done to an account. */
  enum Action {
    /** Its metadata, its address, its password. */
    CHANGE,
    BAN,
    CHANGE_ROLE,
    DELETE
  }

  /** What was decided. */
  enum Decision {
    ALLOWED,
    /** Nobody locks themselves out, or changes their own role. */
    SELF,
    /** A service's secret must not be a way to become a platform administrator. */
    NOT_BY_SERVICES,
    NOT_ADMINISTRATOR
  }

  /**
   * Decides.
   *
   * @param platformAdmin whether the account is a platform administrator's
   */
  static Decision decide(Caller caller, Action action, UserId user, boolean platformAdmin) {
    return switch (caller) {
      case Caller.Service service -> platformAdmin ? Decision.NOT_BY_SERVICES : Decision.ALLOWED;
      case Caller.Person person -> {
        if (person.role() != Role.PLATFORM_ADMIN) {
          yield Decision.NOT_ADMINISTRATOR;
        }
        boolean self = person.userId().equals(user);
        yield self && action != Action.CHANGE ? Decision.SELF : Decision.ALLOWED;
      }
    };
  }

  /** Whether a role is one that administrators give: those of an organization. */
  static boolean isGiven(Role role) {
    return switch (role) {
      case USER, AGENT, MANAGER, ADMIN -> true;
      case SERVICE, PLATFORM_ADMIN -> false;
    };
  }
}
