package com.leadignite.auth.apikey;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an API key can be made to permit, and what is left of it. */
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

  /** Whether a person may give a key that scope: one they hold, and that can be delegated. */
  static boolean mayGive(Caller.Person caller, Scope scope) {
    return scope.isDelegable()
        && Scope.of(caller.role()).contains(scope)
        && caller.has(scope.wireName());
  }

  /** Whether a person may see and revoke a key: its owner, and the organization's admins. */
  static boolean mayRevoke(Caller.Person caller, UserId owner) {
    return caller.userId().equals(owner) || isAdmin(caller.role());
  }

  /** Whether keys of that role reach what only admins do, so that making one asks for as much. */
  static boolean isAdmin(Role role) {
    return role == Role.ADMIN || role == Role.PLATFORM_ADMIN;
  }

  /** The lower of two roles within an organization; no key runs the platform. */
  static Role lower(Role one, Role other) {
    Role lower = one.compareTo(other) <= 0 ? one : other;
    return lower.compareTo(Role.ADMIN) <= 0 ? lower : Role.ADMIN;
  }

  /** The scopes of a key that a role has. */
  static Set<Scope> effective(List<Scope> scopes, Role role) {
    Set<Scope> effective = EnumSet.noneOf(Scope.class);
    effective.addAll(scopes);
    effective.retainAll(Scope.of(role));
    effective.removeIf(scope -> !scope.isDelegable());
    return effective;
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
