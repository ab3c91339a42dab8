package com.leadignite.auth.apikey;

import com.leadignite.auth.delegation.DelegationPolicy;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Who may revoke an API key, and why one permits nothing any more. */
final class ApiKeyPolicy {

  private ApiKeyPolicy() {}

  /** Why a known key is refused. */
  enum Refusal {
    REVOKED,
    EXPIRED,
    ROTATED,
    /** The owner left, or left and came back. */
    OWNER_NOT_A_MEMBER,
    OWNER_SUSPENDED,
    ORGANIZATION_SUSPENDED
  }

  /** Whether a person may see and revoke a key: its owner, and the organization's admins. */
  static boolean mayRevoke(Caller.Person caller, UserId owner) {
    return caller.userId().equals(owner) || DelegationPolicy.isAdmin(caller.role());
  }

  /** Why a key that was shown permits nothing now; null if it does. */
  static @Nullable Refusal refusal(ShownApiKey shown, Instant now) {
    Instant previousUntil = shown.key().previousExpiresAt();
    if (shown.revokedAt() != null) {
      return Refusal.REVOKED;
    }
    if (!shown.isCurrent() && (previousUntil == null || !now.isBefore(previousUntil))) {
      return Refusal.ROTATED;
    }
    if (!now.isBefore(shown.key().expiresAt())) {
      return Refusal.EXPIRED;
    }
    ShownApiKey.Ownership owner = shown.owner();
    if (owner == null || owner.since().isAfter(shown.key().createdAt())) {
      return Refusal.OWNER_NOT_A_MEMBER;
    }
    if (owner.suspended()) {
      return Refusal.ORGANIZATION_SUSPENDED;
    }
    Instant banned = shown.ownerBannedUntil();
    return banned != null && now.isBefore(banned) ? Refusal.OWNER_SUSPENDED : null;
  }
}
