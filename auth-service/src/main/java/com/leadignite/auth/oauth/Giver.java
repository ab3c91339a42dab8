package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.leadignite.guard.caller.Role;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The person a client acts for, as a member of its organization now.
 *
 * @param memberSince since when
 * @param name what the audit log calls them; null if they have no address
 * @param isBanned whether they may not sign in, or the organization is suspended
 * @param revokedAt until when all their tokens were revoked; null if they were not
 * @param readAt when this was read, by PostgreSQL's clock
 */
record Giver(
    Role role,
    Instant memberSince,
    @Nullable String name,
    boolean isBanned,
    @Nullable Instant revokedAt,
    Instant readAt) {

  static Giver of(Row row) {
    return new Giver(
        Role.of(row.getString("role")).orElseThrow(),
        instant(row, "member_since"),
        row.getString("email"),
        row.getBoolean("banned"),
        instantOrNull(row, "revoked_at"),
        instant(row, "read_at"));
  }

  /** Whether what they gave at that time is still worth something (B41). */
  boolean standsBehind(Instant givenAt) {
    return !isBanned && !memberSince.isAfter(givenAt);
  }
}
