package com.leadignite.auth.account;

import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
 * @param confirmationSentAt when they were last sent what confirms an address, or null
 * @param recoverySentAt when they were last sent what signs in by mail, or null
 * @param phone the number they sign in with, or null
 * @param phoneConfirmedAt when they showed that it is theirs
 * @param pendingPhone the number that the account is about to move to, or null
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
    @Nullable Instant confirmationSentAt,
    @Nullable Instant recoverySentAt,
    @Nullable PhoneNumber phone,
    @Nullable Instant phoneConfirmedAt,
    @Nullable PendingPhone pendingPhone,
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

  /** The number without its plus, or an empty text, as clients of Supabase Auth have it. */
  public String phoneText() {
    return phone == null ? "" : phone.digits();
  }

  /** What the person is written to at: their mailbox, or else their phone; null if neither. */
  public @Nullable Address address() {
    return email == null ? phone : email;
  }

  /** What the audit log calls the person; null if they have no address. */
  public @Nullable String name() {
    Address address = address();
    return address == null ? null : address.value();
  }

  /** When they first showed that an address is theirs; null if they did not. */
  public @Nullable Instant confirmedAt() {
    return Stream.of(Optional.ofNullable(emailConfirmedAt), Optional.ofNullable(phoneConfirmedAt))
        .flatMap(Optional::stream)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Whether the person has a second factor to show. */
  public boolean hasSecondFactor() {
    return factors.stream().anyMatch(Factor::isSecondFactor);
  }

  /** What clients are shown as their {@code user_metadata}. */
  public Map<String, Object> shownMetadata() {
    return shown(userMetadata);
  }

  /** What clients are shown as the {@code identity_data} of one of their identities. */
  public Map<String, Object> identityData(Identity identity) {
    String provider = identity.provider();
    return provider.equals(Identity.EMAIL) || provider.equals(Identity.PHONE)
        ? shown(identity.data())
        : identity.data();
  }

  /** The address of an identity: the account's, or what its provider says. */
  public String emailOf(Identity identity) {
    return identity.issuer() != null && identity.data().get("email") instanceof String said
        ? said
        : emailText();
  }

  private Map<String, Object> shown(Map<String, Object> said) {
    return UserMetadata.shown(
        said, id, email, emailConfirmedAt != null, phone, phoneConfirmedAt != null);
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
