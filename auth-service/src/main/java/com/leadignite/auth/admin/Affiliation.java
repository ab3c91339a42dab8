package com.leadignite.auth.admin;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;

/**
 * A membership of an account, and who else is in that organization.
 *
 * @param tenantId the organization
 * @param role what the account is there
 * @param others whether others are members, banned ones included
 * @param otherAdmins whether one of them is an admin who may sign in
 * @param suspended whether the organization is suspended
 */
record Affiliation(
    TenantId tenantId, Role role, boolean others, boolean otherAdmins, boolean suspended) {

  /** Whether members would be left without an admin if this one were none. */
  boolean isLastAdmin() {
    boolean admin = role == Role.ADMIN || role == Role.PLATFORM_ADMIN;
    return admin && others && !otherAdmins;
  }
}
