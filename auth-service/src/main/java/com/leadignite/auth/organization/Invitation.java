package com.leadignite.auth.organization;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.caller.Role;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invitation to join an organization.
 *
 * @param id names it
 * @param email who may accept it
 * @param role what they will be
 * @param createdAt when it was made
 * @param expiresAt until when it can be accepted
 * @param mailedAt when it was last mailed; left out if it was not
 * @param token accepts it; shown once, to its author, unless it is mailed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Invitation(
    UUID id,
    String email,
    Role role,
    Instant createdAt,
    Instant expiresAt,
    @Nullable Instant mailedAt,
    @Nullable String token) {

  @Override
  public String toString() {
    return "Invitation[id=" + id + "]";
  }
}
