package com.leadignite.leads.lead;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Whom a change gives a lead to: they have to be members; those who had it before may stay. */
final class NewlyNamed {

  private NewlyNamed() {}

  /** Those whom a change names, by the member of the body that does. */
  static Map<String, UUID> of(Lead before, Lead after) {
    Map<String, UUID> people = new LinkedHashMap<>();
    if (!after.ownerId().equals(before.ownerId())) {
      people.put("owner_id", after.ownerId().value());
    }
    UUID assignee = after.details().assigneeId();
    if (assignee != null && !assignee.equals(before.details().assigneeId())) {
      people.put("assignee_id", assignee);
    }
    return people;
  }
}
