package com.leadignite.leads.lead;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a lead that a service creates.
 *
 * @param ownerId who owns it
 * @param assigneeId who works on it
 * @param teamId the team that it is filed under
 */
public record LeadKeepers(UUID ownerId, @Nullable UUID assigneeId, @Nullable UUID teamId) {

  /** Those who have to be members, by the member of the body that names them. */
  Map<String, UUID> people() {
    Map<String, UUID> people = new LinkedHashMap<>();
    people.put("owner_id", ownerId);
    if (assigneeId != null) {
      people.put("assignee_id", assigneeId);
    }
    return people;
  }
}
