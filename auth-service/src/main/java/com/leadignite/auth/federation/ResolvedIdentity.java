package com.leadignite.auth.federation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.token.AccountGrant;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The account of an identity.
 *
 * @param active whether there is one that may do anything; all other members are left out if not
 * @param userId the account
 * @param tenantId the organization that it acts in
 * @param role its role there
 * @param scopes those of the role
 * @param memberSince when it became a member there
 * @param email its address; left out if it has none
 * @param secondFactorRequired whether it has to show a second factor
 * @param readAt what was revoked then or later makes this outdated
 */
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record ResolvedIdentity(
    boolean active,
    @Nullable UUID userId,
    @Nullable UUID tenantId,
    @Nullable Role role,
    @Nullable List<String> scopes,
    @Nullable Instant memberSince,
    @Nullable String email,
    @Nullable Boolean secondFactorRequired,
    @Nullable Instant readAt) {

  private static final ResolvedIdentity INACTIVE =
      new ResolvedIdentity(false, null, null, null, null, null, null, null, null);

  static ResolvedIdentity of(Optional<AccountGrant> grant) {
    return grant.map(ResolvedIdentity::active).orElse(INACTIVE);
  }

  private static ResolvedIdentity active(AccountGrant grant) {
    return new ResolvedIdentity(
        true,
        grant.userId().value(),
        grant.tenantId().value(),
        grant.role(),
        grant.scopes().stream().sorted().toList(),
        grant.memberSince(),
        grant.email(),
        grant.secondFactorRequired(),
        grant.readAt());
  }
}
