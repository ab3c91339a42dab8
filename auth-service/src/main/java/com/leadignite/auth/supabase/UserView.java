package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.Address;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.PendingEmail;
import com.leadignite.auth.account.PendingPhone;
import com.leadignite.auth.account.PhoneNumber;
import com.leadignite.auth.account.UserMetadata;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.identity.Identity;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account as Supabase's clients know it; what is absent is left out, except address and phone.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record UserView(
    UUID id,
    String aud,
    String role,
    String email,
    @Nullable Instant emailConfirmedAt,
    @Nullable String newEmail,
    @Nullable Instant emailChangeSentAt,
    @Nullable Instant invitedAt,
    String phone,
    @Nullable Instant phoneConfirmedAt,
    @Nullable String newPhone,
    @Nullable Instant phoneChangeSentAt,
    @Nullable Instant confirmedAt,
    @Nullable Instant confirmationSentAt,
    @Nullable Instant recoverySentAt,
    @Nullable Instant lastSignInAt,
    Map<String, Object> appMetadata,
    Map<String, Object> userMetadata,
    @Nullable List<FactorView> factors,
    List<IdentityView> identities,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant bannedUntil,
    @com.fasterxml.jackson.annotation.JsonProperty("is_anonymous") boolean isAnonymous) {

  static final String AUDIENCE = "authenticated";

  /** A way in which the person signs in; {@code id} is what the provider calls them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record IdentityView(
      UUID identityId,
      String id,
      UUID userId,
      Map<String, Object> identityData,
      String provider,
      @Nullable Instant lastSignInAt,
      Instant createdAt,
      Instant updatedAt,
      String email) {

    static IdentityView of(Account account, Identity identity) {
      return new IdentityView(
          identity.id(),
          identity.subject(),
          account.id().value(),
          account.identityData(identity),
          identity.provider(),
          identity.lastSignInAt(),
          identity.createdAt(),
          Objects.requireNonNullElse(identity.lastSignInAt(), identity.createdAt()),
          account.emailOf(identity));
    }
  }

  /** A second factor. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record FactorView(
      UUID id,
      String status,
      String factorType,
      @Nullable String friendlyName,
      Instant createdAt,
      Instant updatedAt) {

    /** Null for none, as Supabase Auth leaves the member out. */
    static @Nullable List<FactorView> all(List<Factor> factors) {
      return factors.isEmpty() ? null : factors.stream().map(FactorView::of).toList();
    }

    static FactorView of(Factor factor) {
      return new FactorView(
          factor.id(),
          factor.verified() ? "verified" : "unverified",
          factor.type(),
          factor.friendlyName(),
          factor.createdAt(),
          factor.updatedAt());
    }
  }

  static UserView of(Account account) {
    UUID id = account.id().value();
    PendingEmail pending = account.pendingEmail();
    PendingPhone phone = account.pendingPhone();
    return new UserView(
        id,
        AUDIENCE,
        account.role().wireName(),
        account.emailText(),
        account.emailConfirmedAt(),
        pending == null ? null : pending.address().value(),
        pending == null ? null : pending.sentAt(),
        account.invitedAt(),
        account.phoneText(),
        account.phoneConfirmedAt(),
        phone == null ? null : phone.number().digits(),
        phone == null ? null : phone.sentAt(),
        account.confirmedAt(),
        account.confirmationSentAt(),
        account.recoverySentAt(),
        account.lastSignInAt(),
        account.appMetadata(),
        account.shownMetadata(),
        FactorView.all(account.factors()),
        account.identities().stream().map(identity -> IdentityView.of(account, identity)).toList(),
        account.createdAt(),
        account.updatedAt(),
        account.bannedUntil(),
        account.anonymous());
  }

  /**
   * The answer to a sign-up that has to be confirmed: the same whether the address had an account
   * or not, so its ids are random.
   */
  static UserView unconfirmed(
      UUID id, UUID identityId, Address address, Map<String, Object> data, Instant now) {
    UserId user = new UserId(id);
    EmailAddress email = address instanceof EmailAddress mailbox ? mailbox : null;
    PhoneNumber phone = address instanceof PhoneNumber number ? number : null;
    Map<String, Object> shown = UserMetadata.shown(data, user, email, false, phone, false);
    Identity identity = Identity.own(identityId, address.provider(), user, data, now);
    String emailText = email == null ? "" : email.value();
    return new UserView(
        id,
        AUDIENCE,
        Role.USER.wireName(),
        emailText,
        null,
        null,
        null,
        null,
        phone == null ? "" : phone.digits(),
        null,
        null,
        null,
        null,
        now,
        null,
        null,
        Account.providers(List.of(identity)),
        shown,
        null,
        List.of(
            new IdentityView(
                identity.id(),
                identity.subject(),
                id,
                shown,
                identity.provider(),
                null,
                now,
                now,
                emailText)),
        now,
        now,
        null,
        false);
  }
}
