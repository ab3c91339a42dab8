package com.leadignite.leads.lead;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.util.Set;
import java.util.UUID;

/**
 * A person as far as it decides what they may see and do.
 *
 * @param teams the teams they are in; known for managers only, as nobody else's view depends on it
 * @param teammates who shares a team with them, themselves included; likewise
 */
record Viewer(TenantId tenantId, UserId userId, Role role, Set<UUID> teams, Set<UserId> teammates) {

  Viewer {
    teams = Set.copyOf(teams);
    teammates = Set.copyOf(teammates);
  }

  /** Somebody whose teams do not matter. */
  static Viewer alone(Caller.Person person) {
    return new Viewer(person.tenantId(), person.userId(), person.role(), Set.of(), Set.of());
  }
}
