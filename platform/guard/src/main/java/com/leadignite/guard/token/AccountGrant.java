package com.leadignite.guard.token;

import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the account of an identity is and may do now.
 *
 * @param userId the account
 * @param tenantId the organization that it acts in
 * @param role its role there
 * @param scopes those of the role
 * @param memberSince when it became a member there
 * @param email its address; null if it has none
 * @param secondFactorRequired whether it has a second factor, or the organization asks for one
 * @param readAt when auth-service read this, by PostgreSQL's clock in milliseconds: what was
 *     revoked then or later makes it outdated
 */
public record AccountGrant(
    UserId userId,
    TenantId tenantId,
    Role role,
    Set<String> scopes,
    Instant memberSince,
    @Nullable String email,
    boolean secondFactorRequired,
    Instant readAt) {

  public AccountGrant {
    scopes = Set.copyOf(scopes);
    Objects.requireNonNull(memberSince);
    Objects.requireNonNull(readAt);
    if (role == Role.SERVICE) {
      throw new IllegalArgumentException("an account is not a service");
    }
  }

  /** Reads what auth-service answers about an identity that an account has. */
  static AccountGrant of(JsonObject answer) {
    return new AccountGrant(
        new UserId(UUID.fromString(answer.getString("user_id"))),
        new TenantId(UUID.fromString(answer.getString("tenant_id"))),
        Role.of(answer.getString("role")).orElseThrow(),
        answer.getJsonArray("scopes").stream()
            .map(String.class::cast)
            .collect(Collectors.toUnmodifiableSet()),
        answer.getInstant("member_since"),
        answer.getString("email"),
        // An answer that lacks it must not pass for an account without a second factor.
        Objects.requireNonNull(answer.getBoolean("second_factor_required")),
        answer.getInstant("read_at"));
  }
}
