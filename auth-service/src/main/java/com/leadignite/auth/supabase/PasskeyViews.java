package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.factor.Factor;
import com.leadignite.auth.passkey.Ceremony;
import com.leadignite.auth.passkey.CreationOptions;
import com.leadignite.auth.passkey.ListedPasskey;
import com.leadignite.auth.passkey.RequestOptions;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Passkeys as Supabase's clients know them. */
final class PasskeyViews {

  private PasskeyViews() {}

  /** A registration that began; {@code expires_at} in seconds since 1970. */
  record RegistrationView(UUID challengeId, CreationOptions options, long expiresAt) {

    static RegistrationView of(Ceremony<CreationOptions> begun) {
      return new RegistrationView(
          begun.challenge(), begun.options(), begun.expiresAt().getEpochSecond());
    }
  }

  /** A sign-in that began; {@code expires_at} in seconds since 1970. */
  record SignInView(UUID challengeId, RequestOptions options, long expiresAt) {

    static SignInView of(Ceremony<RequestOptions> begun) {
      return new SignInView(begun.challenge(), begun.options(), begun.expiresAt().getEpochSecond());
    }
  }

  /** A passkey; without a name or a use, these are absent. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PasskeyView(
      UUID id, @Nullable String friendlyName, Instant createdAt, @Nullable Instant lastUsedAt) {

    static PasskeyView of(Factor factor) {
      return new PasskeyView(factor.id(), factor.friendlyName(), factor.createdAt(), null);
    }

    static PasskeyView of(ListedPasskey passkey) {
      Factor factor = passkey.factor();
      return new PasskeyView(
          factor.id(), factor.friendlyName(), factor.createdAt(), passkey.lastUsedAt());
    }
  }
}
