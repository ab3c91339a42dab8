package com.leadignite.auth.token;

import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A revocation of a person's tokens.
 *
 * @param id names the revocation
 * @param tenantId the organization in which it was done
 * @param userId whose tokens
 * @param sessionId the session whose tokens; null for all tokens issued until {@code revokedAt}
 * @param inTenantOnly whether of those only the ones for that organization
 * @param revokedAt when
 */
public record Revocation(
    UUID id,
    TenantId tenantId,
    UserId userId,
    @Nullable SessionId sessionId,
    boolean inTenantOnly,
    Instant revokedAt) {}
