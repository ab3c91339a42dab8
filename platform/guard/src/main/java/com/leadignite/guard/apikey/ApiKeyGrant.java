package com.leadignite.guard.apikey;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a valid API key permits: what it was made with, as far as its owner still has it.
 *
 * @param keyId the key
 * @param ownerId whose it is
 * @param tenantId the one organization that it reaches
 * @param role the lower of the owner's role when the key was made and their present one
 * @param scopes those of the key that the role has
 * @param memberSince when the owner became a member of the organization
 * @param email the owner's address; null if they have none
 * @param addresses the ranges that it may be used from; none means from anywhere
 * @param expiresAt when the secret that was shown expires
 * @param readAt when auth-service read this, by PostgreSQL's clock in milliseconds: what was
 *     revoked then or later makes it outdated
 */
public record ApiKeyGrant(
    UUID keyId,
    UserId ownerId,
    TenantId tenantId,
    Role role,
    Set<String> scopes,
    Instant memberSince,
    @Nullable String email,
    List<String> addresses,
    Instant expiresAt,
    Instant readAt) {

  public ApiKeyGrant {
    scopes = Set.copyOf(scopes);
    addresses = List.copyOf(addresses);
    // An answer that lacks one must not become a key that never expires.
    Objects.requireNonNull(memberSince);
    Objects.requireNonNull(expiresAt);
    Objects.requireNonNull(readAt);
  }

  /** Reads what auth-service answers about an active key. */
  static ApiKeyGrant of(JsonObject answer) {
    return new ApiKeyGrant(
        UUID.fromString(answer.getString("key_id")),
        new UserId(UUID.fromString(answer.getString("owner_id"))),
        new TenantId(UUID.fromString(answer.getString("tenant_id"))),
        Role.of(answer.getString("role")).orElseThrow(),
        Set.copyOf(texts(answer.getJsonArray("scopes"))),
        answer.getInstant("member_since"),
        answer.getString("email"),
        texts(answer.getJsonArray("addresses")),
        answer.getInstant("expires_at"),
        answer.getInstant("read_at"));
  }

  private static List<String> texts(JsonArray array) {
    return array.stream().map(String.class::cast).collect(Collectors.toUnmodifiableList());
  }
}
