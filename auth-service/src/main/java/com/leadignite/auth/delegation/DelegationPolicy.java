package com.leadignite.auth.delegation;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * How far what acts for a person reaches: never beyond the role that they had when they gave it, or
 * have now, nor beyond the scopes that they gave (B33, B41).
 */
public final class DelegationPolicy {

  private DelegationPolicy() {}

  /** Whether a person may give that scope away: one they hold, and that can be delegated. */
  public static boolean mayGive(Caller.Person giver, Scope scope) {
    return scope.isDelegable()
        && Scope.of(giver.role()).contains(scope)
        && giver.has(scope.wireName());
  }

  /**
   * Whether what that role gives reaches what only admins do, so that giving it asks for as much.
   */
  public static boolean isAdmin(Role role) {
    return role == Role.ADMIN || role == Role.PLATFORM_ADMIN;
  }

  /** The lower of two roles within an organization; nothing that is delegated runs the platform. */
  public static Role lower(Role one, Role other) {
    Role lower = one.compareTo(other) <= 0 ? one : other;
    return lower.compareTo(Role.ADMIN) <= 0 ? lower : Role.ADMIN;
  }

  /** Of scopes that were given those that a role has. */
  public static Set<Scope> effective(Collection<Scope> given, Role role) {
    Set<Scope> effective = EnumSet.noneOf(Scope.class);
    effective.addAll(given);
    effective.retainAll(Scope.of(role));
    effective.removeIf(scope -> !scope.isDelegable());
    return effective;
  }
}
