package com.leadignite.auth.apikey;

import static com.leadignite.guard.time.SqlTime.instant;
import static com.leadignite.guard.time.SqlTime.instantOrNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.UserId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without its secret.
 *
 * @param id the key
 * @param ownerId whose it is, and for whom it acts
 * @param name what it is for
 * @param hint the first characters of its secret, to tell it from others
 * @param role the highest role that it ever has: the owner's when it was made
 * @param scopes what it permits, as far as the owner's role does
 * @param addresses the addresses and ranges that it may be used from; none means from anywhere
 * @param createdAt when it was made
 * @param rotatedAt when its secret was last replaced; left out if never
 * @param expiresAt when it expires
 * @param previousExpiresAt until when the previous secret is valid; left out if there is none
 * @param lastUsedAt when it was last used, to ten minutes; left out if never
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredApiKey(
    UUID id,
    UserId ownerId,
    String name,
    String hint,
    Role role,
    List<Scope> scopes,
    List<String> addresses,
    Instant createdAt,
    @Nullable Instant rotatedAt,
    Instant expiresAt,
    @Nullable Instant previousExpiresAt,
    @Nullable Instant lastUsedAt) {

  static final String COLUMNS =
      """
      k.id,
      k.owner_id,
      k.name,
      k.hint,
      k.role,
      k.scopes,
      k.addresses,
      k.created_at,
      k.rotated_at,
      k.expires_at,
      k.previous_expires_at,
      k.last_used_at
      """;

  static StoredApiKey of(Row row) {
    return new StoredApiKey(
        row.getUUID("id"),
        new UserId(row.getUUID("owner_id")),
        row.getString("name"),
        row.getString("hint"),
        Role.of(row.getString("role")).orElseThrow(),
        scopes(row),
        List.of(row.getArrayOfStrings("addresses")),
        instant(row, "created_at"),
        instantOrNull(row, "rotated_at"),
        instant(row, "expires_at"),
        instantOrNull(row, "previous_expires_at"),
        instantOrNull(row, "last_used_at"));
  }

  /** A scope that a later version stored is nothing here. */
  static List<Scope> scopes(Row row) {
    return Stream.of(row.getArrayOfStrings("scopes"))
        .map(Scope::of)
        .flatMap(Optional::stream)
        .toList();
  }

  /** What can change of it. */
  ApiKeyChange changeable() {
    return new ApiKeyChange(name, scopes, addresses);
  }
}
