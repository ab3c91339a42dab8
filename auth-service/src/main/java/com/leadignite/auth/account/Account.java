package com.leadignite.auth.account;

import static com.leadignite.auth.instance.SqlTime.instant;
import static com.leadignite.auth.instance.SqlTime.instantOrNull;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person's account, and what they are in the organization their next token is minted for.
 *
 * @param id the account
 * @param tenantId the organization
 * @param role the person's role in it
 * @param email the address they sign in with
 * @param emailConfirmedAt when they showed that it is theirs
 * @param phone E.164, or null
 * @param bannedUntil until when they may not sign in, or null
 * @param lastSignInAt when they last signed in
 * @param userMetadata what they say of themselves; never read for a decision
 * @param identityId names the address and password as a way to sign in
 * @param signUpData what they said of themselves when they signed up
 * @param createdAt when the account was made
 * @param updatedAt when it was last changed
 */
public record Account(
    UserId id,
    TenantId tenantId,
    Role role,
    EmailAddress email,
    @Nullable Instant emailConfirmedAt,
    @Nullable String phone,
    @Nullable Instant bannedUntil,
    @Nullable Instant lastSignInAt,
    Map<String, Object> userMetadata,
    UUID identityId,
    Map<String, Object> signUpData,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * Reads a row with the columns {@code id, tenant_id, role, email, email_confirmed_at, phone,
   * banned_until, last_sign_in_at, user_metadata, identity_id, sign_up_data, created_at,
   * updated_at}.
   */
  public static Account of(Row row) {
    Map<String, Object> metadata = row.get(JsonObject.class, "user_metadata").getMap();
    JsonObject signUpData = row.get(JsonObject.class, "sign_up_data");
    return new Account(
        new UserId(row.getUUID("id")),
        new TenantId(row.getUUID("tenant_id")),
        Role.of(row.getString("role")).orElseThrow(),
        new EmailAddress(row.getString("email")),
        instantOrNull(row, "email_confirmed_at"),
        row.getString("phone"),
        instantOrNull(row, "banned_until"),
        instantOrNull(row, "last_sign_in_at"),
        metadata,
        row.getUUID("identity_id"),
        signUpData == null ? metadata : signUpData.getMap(),
        instant(row, "created_at"),
        instant(row, "updated_at"));
  }

  /** What clients are shown as their {@code user_metadata}. */
  public Map<String, Object> shownMetadata() {
    return UserMetadata.shown(userMetadata, id, email, emailConfirmedAt != null);
  }

  /** What clients are shown as the {@code identity_data} of their address and password. */
  public Map<String, Object> identityData() {
    return UserMetadata.shown(signUpData, id, email, emailConfirmedAt != null);
  }

  /** Whether they may not sign in at that time. */
  public boolean isBannedAt(Instant now) {
    return bannedUntil != null && bannedUntil.isAfter(now);
  }
}
