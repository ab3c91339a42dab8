package com.leadignite.auth.assurance;

import java.util.stream.Stream;

/** The methods by which this service authenticates people. */
public enum AuthenticationMethod {
  /** A password, at sign-in or sign-up. */
  PASSWORD("password", false),
  /** Nothing: an account was made for somebody who did not say who they are. */
  ANONYMOUS("anonymous", false),
  /** A code or a link that was sent to the person's address. */
  OTP("otp", false),
  /** What a provider of social sign-in said: one factor, whatever the provider asked for (B21). */
  OAUTH("oauth", false),
  /** A time-based one-time password of an authenticator app (RFC 6238). */
  TOTP("totp", true),
  /** A passkey or a security key (WebAuthn), by which a person may also sign in. */
  WEBAUTHN("webauthn", true),
  /** One of the recovery codes that stand in for a lost authenticator. */
  RECOVERY_CODE("mfa/recovery_code", true);

  private final String wireName;
  private final boolean secondFactor;

  AuthenticationMethod(String wireName, boolean secondFactor) {
    this.wireName = wireName;
    this.secondFactor = secondFactor;
  }

  /** The name in the {@code amr} claim, as Supabase Auth has it, and in audit events. */
  public String wireName() {
    return wireName;
  }

  /** Whether a method of that name is a second factor; false for names that are not known here. */
  static boolean isSecondFactor(String wireName) {
    return Stream.of(values())
        .anyMatch(method -> method.secondFactor && method.wireName.equals(wireName));
  }
}
