package com.leadignite.leads.team;

import java.util.List;

/**
 * The members of a team.
 *
 * @param items in the order of their ids
 */
record TeamMembers(List<TeamMember> items) {

  TeamMembers {
    items = List.copyOf(items);
  }
}
