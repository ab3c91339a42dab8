package com.leadignite.leads.team;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;

/**
 * A team of an organization.
 *
 * @param id the team
 * @param name what it is called
 * @param members how many people are in it
 * @param version counts its changes; the ETag names it and how many people are in it
 * @param createdAt when it was created
 * @param updatedAt when it was last renamed, or created
 */
record Team(UUID id, String name, int members, long version, Instant createdAt, Instant updatedAt) {

  @JsonIgnore
  String etag() {
    return "\"" + version + "-" + members + "\"";
  }

  /** What can be changed of it. */
  TeamDetails details() {
    return new TeamDetails(name);
  }
}
