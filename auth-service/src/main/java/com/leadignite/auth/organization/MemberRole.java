package com.leadignite.auth.organization;

import com.fasterxml.jackson.annotation.JsonValue;
import com.leadignite.guard.caller.Role;

/** The roles that admins give. Public for the scanner of the API document. */
public enum MemberRole {
  USER(Role.USER),
  AGENT(Role.AGENT),
  MANAGER(Role.MANAGER),
  ADMIN(Role.ADMIN);

  private final Role role;

  MemberRole(Role role) {
    this.role = role;
  }

  Role role() {
    return role;
  }

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return role.wireName();
  }
}
