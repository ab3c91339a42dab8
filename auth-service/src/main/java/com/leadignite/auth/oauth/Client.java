package com.leadignite.auth.oauth;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.UserId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A partner's client, without its secret.
 *
 * @param clientId the client
 * @param ownerId the admin for whom it acts if it asks for itself: who registered it, or was the
 *     last to change its scopes or keys, replace its secret or enable it; left out if their account
 *     was deleted
 * @param name what people are asked to approve it by
 * @param authMethod how it authenticates; {@code none} if it is public
 * @param grantTypes how it gets tokens
 * @param redirectUris where people are sent back to, exactly
 * @param scopes what it can be permitted
 * @param dpopBound whether its tokens are always bound to a key of its own (RFC 9449)
 * @param jwks its keys; left out unless it authenticates by one
 * @param jwksUri where its keys are; left out unless it authenticates by one
 * @param hint the first characters of its secret, to tell it from others; left out if it has none
 * @param createdAt when it was registered
 * @param rotatedAt when its secret was last replaced; left out if never
 * @param previousExpiresAt until when the previous secret is valid; left out if there is none
 * @param disabledAt since when it gets no tokens; left out if it does
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record Client(
    UUID clientId,
    @Nullable UserId ownerId,
    String name,
    @JsonProperty("token_endpoint_auth_method") AuthMethod authMethod,
    List<GrantType> grantTypes,
    List<String> redirectUris,
    List<Scope> scopes,
    @JsonProperty("dpop_bound_access_tokens") boolean dpopBound,
    @Nullable Map<String, Object> jwks,
    @Nullable String jwksUri,
    @Nullable String hint,
    Instant createdAt,
    @Nullable Instant rotatedAt,
    @Nullable Instant previousExpiresAt,
    @Nullable Instant disabledAt) {

  static final String COLUMNS =
      """
      c.id,
      c.owner_id,
      c.name,
      c.auth_method,
      c.grant_types,
      c.redirect_uris,
      c.scopes,
      c.dpop_bound,
      c.jwks,
      c.jwks_uri,
      c.hint,
      c.created_at,
      c.rotated_at,
      c.previous_expires_at,
      c.disabled_at
      """;

  static Client of(Row row) {
    String jwks = row.getString("jwks");
    return new Client(
        row.getUUID("id"),
        row.getUUID("owner_id") == null ? null : new UserId(row.getUUID("owner_id")),
        row.getString("name"),
        AuthMethod.of(row.getString("auth_method")),
        Stream.of(row.getArrayOfStrings("grant_types"))
            .map(GrantType::of)
            .flatMap(Optional::stream)
            .toList(),
        List.of(row.getArrayOfStrings("redirect_uris")),
        scopes(row),
        row.getBoolean("dpop_bound"),
        jwks == null ? null : new JsonObject(jwks).getMap(),
        row.getString("jwks_uri"),
        row.getString("hint"),
        instant(row, "created_at"),
        instantOrNull(row, "rotated_at"),
        instantOrNull(row, "previous_expires_at"),
        instantOrNull(row, "disabled_at"));
  }

  /** A scope that a later version stored is nothing here. */
  static List<Scope> scopes(Row row) {
    return Stream.of(row.getArrayOfStrings("scopes"))
        .map(Scope::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /** What can change of it. */
  ClientChange changeable() {
    return new ClientChange(
        name, redirectUris, scopes, dpopBound, jwks, jwksUri, disabledAt != null);
  }

  /** Compared as it is, character by character: every other way of comparing was got around. */
  boolean hasTarget(String uri) {
    return redirectUris.contains(uri);
  }

  boolean isPublic() {
    return authMethod == AuthMethod.NONE;
  }
}
