package com.leadignite.auth.apikey;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.apikey.ApiKeyGrant;
import com.leadignite.guard.caller.Role;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a key permits now.
 *
 * @param active whether it permits anything; all other members are left out if not
 * @param keyId the key
 * @param ownerId for whom it acts
 * @param tenantId in which organization
 * @param role the owner's role, or the one they had when the key was made if that is lower
 * @param scopes the scopes of the key that the role has
 * @param memberSince when the owner became a member
 * @param email the owner's address; left out if they have none
 * @param addresses the ranges that it may be used from; none means from anywhere
 * @param expiresAt when it expires
 * @param readAt what was revoked then or later makes this outdated
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record IntrospectedApiKey(
    boolean active,
    @Nullable UUID keyId,
    @Nullable UUID ownerId,
    @Nullable UUID tenantId,
    @Nullable Role role,
    @Nullable List<String> scopes,
    @Nullable Instant memberSince,
    @Nullable String email,
    @Nullable List<String> addresses,
    @Nullable Instant expiresAt,
    @Nullable Instant readAt) {

  private static final IntrospectedApiKey INACTIVE =
      new IntrospectedApiKey(false, null, null, null, null, null, null, null, null, null, null);

  static IntrospectedApiKey of(Optional<ApiKeyGrant> grant) {
    return grant.map(IntrospectedApiKey::active).orElse(INACTIVE);
  }

  private static IntrospectedApiKey active(ApiKeyGrant grant) {
    return new IntrospectedApiKey(
        true,
        grant.keyId(),
        grant.ownerId().value(),
        grant.tenantId().value(),
        grant.role(),
        grant.scopes().stream().sorted().toList(),
        grant.memberSince(),
        grant.email(),
        grant.addresses(),
        grant.expiresAt(),
        grant.readAt());
  }
}
