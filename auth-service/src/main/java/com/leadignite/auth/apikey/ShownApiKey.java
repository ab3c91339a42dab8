package com.leadignite.auth.apikey;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A key that somebody showed, and what its owner is now.
 *
 * @param isCurrent whether they showed its present secret, and not the previous one
 * @param isUnseen whether its present secret has not been used before
 * @param owner the owner as a member; null if they are none
 * @param networks where it was used from so far
 * @param readAt when this was read, by PostgreSQL's clock
 */
record ShownApiKey(
    StoredApiKey key,
    TenantId tenantId,
    boolean isCurrent,
    boolean isUnseen,
    @Nullable Instant revokedAt,
    @Nullable Ownership owner,
    @Nullable Instant ownerBannedUntil,
    @Nullable String ownerEmail,
    Set<String> networks,
    Instant readAt) {

  /** What the owner is in the key's organization, since when, and whether that is suspended. */
  record Ownership(Role role, Instant since, boolean suspended) {}

  static ShownApiKey of(Row row) {
    String role = row.getString("owner_role");
    return new ShownApiKey(
        StoredApiKey.of(row),
        new TenantId(row.getUUID("tenant_id")),
        row.getBoolean("is_current"),
        row.getBoolean("secret_unseen"),
        instantOrNull(row, "revoked_at"),
        role == null
            ? null
            : new Ownership(
                Role.of(role).orElseThrow(),
                instant(row, "member_since"),
                row.getBoolean("organization_suspended")),
        instantOrNull(row, "banned_until"),
        row.getString("email"),
        Set.of(row.getArrayOfStrings("networks")),
        instant(row, "read_at"));
  }

  /** When the secret that was shown expires. */
  Instant expiresAt() {
    Instant previous = key.previousExpiresAt();
    return isCurrent || previous == null || previous.isAfter(key.expiresAt())
        ? key.expiresAt()
        : previous;
  }

  /** This, of an owner who is no member. */
  ShownApiKey withoutMembership() {
    return new ShownApiKey(
        key,
        tenantId,
        isCurrent,
        isUnseen,
        revokedAt,
        null,
        ownerBannedUntil,
        ownerEmail,
        networks,
        readAt);
  }
}
