package com.leadignite.auth.identity;

import com.leadignite.guard.id.UserId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One way in which a person signs in: an account has as many as they linked. Found by provider and
 * subject, never by an address, which another person may have had (B28).
 *
 * @param id names the identity
 * @param provider who says that it is the person
 * @param issuer the provider's issuer, or null if the provider is this service
 * @param subject what the provider calls them
 * @param data what the provider said of them; never read for a decision
 * @param createdAt when it was linked to the account
 * @param lastSignInAt when it was last used to sign in, or null
 */
public record Identity(
    UUID id,
    String provider,
    @Nullable String issuer,
    String subject,
    Map<String, Object> data,
    Instant createdAt,
    @Nullable Instant lastSignInAt) {

  /** The provider of those who sign in with an address and a password: this service. */
  public static final String EMAIL = "email";

  /** The provider of those who sign in with a phone number: this service, too. */
  public static final String PHONE = "phone";

  /**
   * The columns of {@code identities i}, as a JSON object that {@link #of(JsonObject)} reads: an
   * account is read together with however many it has.
   */
  public static final String COLUMNS =
      """
      jsonb_build_object(
        'id', i.id,
        'provider', i.provider,
        'issuer', i.issuer,
        'subject', i.subject,
        'identity_data', i.identity_data,
        'created_at', i.created_at,
        'last_sign_in_at', i.last_sign_in_at
      )
      """;

  /** Address and password as a way to sign in, which is new. */
  public static Identity email(UUID id, UserId user, Map<String, Object> data, Instant now) {
    return own(id, EMAIL, user, data, now);
  }

  /** A way to sign in that is new, with an address of a provider that is this service. */
  public static Identity own(
      UUID id, String provider, UserId user, Map<String, Object> data, Instant now) {
    return new Identity(id, provider, null, user.toString(), data, now, null);
  }

  /** A person at a provider as a way to sign in, which is new. */
  public static Identity of(UUID id, ProvenIdentity proven, Instant now) {
    return new Identity(
        id, proven.provider(), proven.issuer(), proven.subject(), proven.data(), now, null);
  }

  /** Reads {@link #COLUMNS}. */
  public static Identity of(JsonObject row) {
    return new Identity(
        UUID.fromString(row.getString("id")),
        row.getString("provider"),
        row.getString("issuer"),
        row.getString("subject"),
        row.getJsonObject("identity_data").getMap(),
        instant(row.getString("created_at")),
        Optional.ofNullable(row.getString("last_sign_in_at")).map(Identity::instant).orElse(null));
  }

  /** As PostgreSQL writes times in JSON. */
  private static Instant instant(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }
}
