package com.leadignite.auth.mfa;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The {@code otpauth} URI that authenticator apps read from a QR code. */
final class OtpAuthUri {

  private OtpAuthUri() {}

  /**
   * The URI of a secret.
   *
   * @param issuer what the app calls the platform
   * @param account what it calls the person
   * @param secret in Base32
   */
  static String of(String issuer, String account, String secret) {
    return "otpauth://totp/"
        + encode(issuer)
        + ":"
        + encode(account)
        + "?algorithm=SHA1&digits="
        + Totp.DIGITS
        + "&issuer="
        + encode(issuer)
        + "&period="
        + Totp.PERIOD_SECONDS
        + "&secret="
        + secret;
  }

  /** As paths and queries both have it: a form's plus sign would be a plus sign there. */
  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
