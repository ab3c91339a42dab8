package com.leadignite.auth.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.account.Account;
import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.account.UserMetadata;
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
    String phone,
    @Nullable Instant confirmedAt,
    @Nullable Instant confirmationSentAt,
    @Nullable Instant lastSignInAt,
    Map<String, Object> appMetadata,
    Map<String, Object> userMetadata,
    List<Identity> identities,
    Instant createdAt,
    Instant updatedAt,
    @Nullable Instant bannedUntil,
    @com.fasterxml.jackson.annotation.JsonProperty("is_anonymous") boolean isAnonymous) {

  private static final String AUDIENCE = "authenticated";
  private static final String PROVIDER = "email";
  private static final Map<String, Object> APP_METADATA =
      Map.of("provider", PROVIDER, "providers", List.of(PROVIDER));

  /**
   * A way the person signs in: here always by address and password. {@code id} is what the provider
   * calls the person, which is ourselves.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Identity(
      UUID identityId,
      String id,
      UUID userId,
      Map<String, Object> identityData,
      String provider,
      @Nullable Instant lastSignInAt,
      Instant createdAt,
      Instant updatedAt,
      String email) {}

  static UserView of(Account account) {
    UUID id = account.id().value();
    return new UserView(
        id,
        AUDIENCE,
        account.role().wireName(),
        account.email().value(),
        account.emailConfirmedAt(),
        Objects.requireNonNullElse(account.phone(), ""),
        account.emailConfirmedAt(),
        null,
        account.lastSignInAt(),
        APP_METADATA,
        account.shownMetadata(),
        List.of(
            new Identity(
                account.identityId(),
                id.toString(),
                id,
                account.identityData(),
                PROVIDER,
                account.lastSignInAt(),
                account.createdAt(),
                account.updatedAt(),
                account.email().value())),
        account.createdAt(),
        account.updatedAt(),
        account.bannedUntil(),
        false);
  }

  /**
   * The answer to a sign-up that has to be confirmed: the same whether the address had an account
   * or not, so its ids are those of nobody.
   */
  static UserView unconfirmed(
      UUID id, UUID identityId, EmailAddress email, Map<String, Object> data, Instant now) {
    Map<String, Object> shown = UserMetadata.shown(data, new UserId(id), email, false);
    return new UserView(
        id,
        AUDIENCE,
        Role.USER.wireName(),
        email.value(),
        null,
        "",
        null,
        now,
        null,
        APP_METADATA,
        shown,
        List.of(
            new Identity(
                identityId, id.toString(), id, shown, PROVIDER, null, now, now, email.value())),
        now,
        now,
        null,
        false);
  }
}
