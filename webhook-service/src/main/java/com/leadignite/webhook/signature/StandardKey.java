package com.leadignite.webhook.signature;

import java.util.Base64;
import java.util.Optional;

/**
 * Keys as Standard Webhooks writes them: {@code whsec_} before the base64 of a shared secret,
 * {@code whpk_} before that of an Ed25519 public key.
 */
final class StandardKey {

  static final String SHARED = "whsec_";
  static final String PUBLIC = "whpk_";

  private static final int LEAST = 24;
  private static final int MOST = 64;

  private StandardKey() {}

  /** The bytes of a public key; empty if the secret is a shared one. */
  static Optional<byte[]> publicKey(Secret secret) {
    String text = secret.text();
    return text.startsWith(PUBLIC)
        ? Optional.of(Base64.getDecoder().decode(text.substring(PUBLIC.length())))
        : Optional.empty();
  }

  /** The bytes of a shared secret. */
  static byte[] shared(Secret secret) {
    String text = secret.text();
    return Base64.getDecoder()
        .decode(text.startsWith(SHARED) ? text.substring(SHARED.length()) : text);
  }

  /** Whether a text is a key of either kind. */
  static boolean isOne(String text) {
    try {
      Secret secret = Secret.issued(text);
      Optional<byte[]> publicKey = publicKey(secret);
      if (publicKey.isPresent()) {
        return Ed25519.isPoint(publicKey.get());
      }
      int length = shared(secret).length;
      return length >= LEAST && length <= MOST;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
