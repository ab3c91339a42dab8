package com.leadignite.auth.account;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A person's account, and what they are in the organization their next token is minted for.
 *
 * @param id the account
 * @param tenantId the organization
 * @param role the person's role in it
 * @param memberSince when they became a member of it
 * @param email the address they sign in with, or null
 * @param emailConfirmedAt when they showed that it is theirs
 * @param pendingEmail the address that the account is about to move to, or null
 * @param invitedAt when an administrator invited the person, or null
 * @param phone E.164, or null
 * @param bannedUntil until when they may not sign in, or null
 * @param lastSignInAt when they last signed in
 * @param userMetadata what they say of themselves; never read for a decision
 * @param givenMetadata what administrators say of them; never read for a decision
 * @param anonymous whether nobody knows who they are: they signed in without showing anything
 * @param identities the ways in which they sign in, the oldest first; none if anonymous
 * @param factors their second factors, verified or not, the oldest first
 * @param createdAt when the account was made
 * @param updatedAt when it was last changed
 */
public record Account(
    UserId id,
    TenantId tenantId,
    Role role,
    Instant memberSince,
    @Nullable EmailAddress email,
    @Nullable Instant emailConfirmedAt,
    @Nullable PendingEmail pendingEmail,
    @Nullable Instant invitedAt,
    @Nullable String phone,
    @Nullable Instant bannedUntil,
    @Nullable Instant lastSignInAt,
    Map<String, Object> userMetadata,
    Map<String, Object> givenMetadata,
    boolean anonymous,
    List<Identity> identities,
    List<Factor> factors,
    Instant createdAt,
    Instant updatedAt) {

  /** The address, or an empty text, as clients of Supabase Auth have it. */
  public String emailText() {
    return email == null ? "" : email.value();
  }

  /** What the audit log calls the person; null if they have no address. */
  public @Nullable String name() {
    return email == null ? null : email.value();
  }

  /** Whether the person has a second factor to show. */
  public boolean hasSecondFactor() {
    return factors.stream().anyMatch(Factor::isSecondFactor);
  }

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
   * What clients are shown as their {@code app_metadata}: what administrators say, overlaid with
   * how they sign in, the first way first.
   */
  public Map<String, Object> appMetadata() {
    Map<String, Object> shown = new LinkedHashMap<>(givenMetadata);
    shown.putAll(providers(identities));
    return shown;
  }

  /** The {@code app_metadata} of an account with these identities, of which nobody said more. */
  public static Map<String, Object> providers(List<Identity> identities) {
    List<String> providers = identities.stream().map(Identity::provider).distinct().toList();
    return providers.isEmpty()
        ? Map.of()
        : Map.of("provider", providers.getFirst(), "providers", providers);
  }
}
