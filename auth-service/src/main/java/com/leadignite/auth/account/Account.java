package com.leadignite.auth.account;

import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's account, and what they are in the organization their next token is minted for.
 *
 * @param id the account
 * @param tenantId the organization
 * @param role the person's role in it
 * @param email the address they sign in with
 * @param emailConfirmedAt when they showed that it is theirs
 * @param phone E.164, or null
 * @param bannedUntil until when they may not sign in, or null
 * @param lastSignInAt when they last signed in
 * @param userMetadata what they say of themselves; never read for a decision
 * @param identities the ways in which they sign in, at least one, the oldest first
 * @param createdAt when the account was made
 * @param updatedAt when it was last changed
 */
public record Account(
    UserId id,
    TenantId tenantId,
    Role role,
    EmailAddress email,
    @Nullable Instant emailConfirmedAt,
    @Nullable String phone,
    @Nullable Instant bannedUntil,
    @Nullable Instant lastSignInAt,
    Map<String, Object> userMetadata,
    List<Identity> identities,
    Instant createdAt,
    Instant updatedAt) {

  /** What clients are shown as their {@code user_metadata}. */
  public Map<String, Object> shownMetadata() {
    return UserMetadata.shown(userMetadata, id, email, emailConfirmedAt != null);
  }

  /** What clients are shown as the {@code identity_data} of one of their identities. */
  public Map<String, Object> identityData(Identity identity) {
    return identity.provider().equals(Identity.EMAIL)
        ? UserMetadata.shown(identity.data(), id, email, emailConfirmedAt != null)
        : identity.data();
  }

  /**
   * What clients are shown as their {@code app_metadata}: how they sign in, the first way first.
   */
  public Map<String, Object> appMetadata() {
    return appMetadata(identities);
  }

  /** The {@code app_metadata} of an account with these identities. */
  public static Map<String, Object> appMetadata(List<Identity> identities) {
    List<String> providers = identities.stream().map(Identity::provider).distinct().toList();
    return Map.of("provider", providers.getFirst(), "providers", providers);
  }
}
