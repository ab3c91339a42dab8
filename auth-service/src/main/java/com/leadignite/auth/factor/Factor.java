package com.leadignite.auth.factor;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something a person can show besides what they sign in with.
 *
 * @param id names the factor
 * @param type what it is, such as {@link #TOTP}; a later version may know more of them
 * @param friendlyName what the person calls it; null if they did not say
 * @param verified whether they have shown it once, so that it counts
 * @param createdAt when its enrolment began
 * @param updatedAt when it was last changed
 */
public record Factor(
    UUID id,
    String type,
    @Nullable String friendlyName,
    boolean verified,
    Instant createdAt,
    Instant updatedAt) {

  /** An authenticator app (RFC 6238). */
  public static final String TOTP = "totp";

  /** A passkey or a security key (WebAuthn). */
  public static final String WEBAUTHN = "webauthn";

  /** Recovery codes: they stand in for another factor and are never the only one. */
  public static final String RECOVERY_CODE = "recovery_code";

  /** The columns of {@code factors f}, as a JSON object that {@link #of(JsonObject)} reads. */
  public static final String COLUMNS =
      """
      jsonb_build_object(
        'id', f.id,
        'type', f.type,
        'friendly_name', f.friendly_name,
        'verified', f.status = 'verified',
        'created_at', f.created_at,
        'updated_at', f.updated_at
      )
      """;

  /** Reads {@link #COLUMNS}. */
  public static Factor of(JsonObject row) {
    return new Factor(
        UUID.fromString(row.getString("id")),
        row.getString("type"),
        row.getString("friendly_name"),
        row.getBoolean("verified"),
        OffsetDateTime.parse(row.getString("created_at")).toInstant(),
        OffsetDateTime.parse(row.getString("updated_at")).toInstant());
  }

  /** This, under another name. */
  public Factor called(String name) {
    return new Factor(id, type, name, verified, createdAt, updatedAt);
  }

  /** Whether it makes the account one with a second factor. */
  public boolean isSecondFactor() {
    return verified && !type.equals(RECOVERY_CODE);
  }
}
