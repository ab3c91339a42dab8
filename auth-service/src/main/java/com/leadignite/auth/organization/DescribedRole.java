package com.leadignite.auth.organization;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import java.util.Arrays;
import java.util.List;

/**
 * A role, and what it permits.
 *
 * @param role its name
 * @param description what people with it see and do
 * @param assignable whether admins of an organization can give it
 * @param permissions what the guard lets sessions of the role do
 */
public record DescribedRole(
    Role role, String description, boolean assignable, List<Permission> permissions) {

  public DescribedRole {
    permissions = List.copyOf(permissions);
  }

  /**
   * What a role permits.
   *
   * @param scope its name in tokens and API keys
   * @param description what it is for
   */
  public record Permission(String scope, String description) {}

  /** A role of people. */
  static DescribedRole of(Role role) {
    return new DescribedRole(
        role,
        description(role),
        Arrays.stream(MemberRole.values()).anyMatch(each -> each.role() == role),
        Scope.of(role).stream()
            .map(scope -> new Permission(scope.wireName(), scope.description()))
            .toList());
  }

  private static String description(Role role) {
    return switch (role) {
      case USER -> "Sees and changes the leads they own.";
      case AGENT -> "Sees and changes the leads they own or are assigned.";
      case MANAGER -> "Sees and hands over the leads of their teams.";
      case ADMIN -> "Sees everything of the organization and manages its members and teams.";
      case PLATFORM_ADMIN -> "Runs the platform: every account and every organization.";
      case SERVICE -> throw new IllegalArgumentException("services are no people");
    };
  }
}
