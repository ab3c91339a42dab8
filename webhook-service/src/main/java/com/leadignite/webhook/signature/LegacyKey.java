package com.leadignite.webhook.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/**
 * The RSA key under which GoHighLevel signed before it had Ed25519.
 *
 * @param text as it was given
 * @param key of 2048 bits or more
 */
record LegacyKey(String text, RSAPublicKey key) {

  private static final int LEAST_BITS = 2048;
  private static final int MOST_BITS = 4096;
  private static final Pattern ARMOUR = Pattern.compile("-----(?:BEGIN|END) PUBLIC KEY-----|\\s");

  /**
   * Reads it.
   *
   * @throws IllegalArgumentException if it is none, for the admin who gave it
   */
  static LegacyKey of(String text) {
    try {
      byte[] info = Base64.getDecoder().decode(ARMOUR.matcher(text).replaceAll(""));
      RSAPublicKey key =
          (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(info));
      int bits = key.getModulus().bitLength();
      if (bits < LEAST_BITS || bits > MOST_BITS) {
        throw new IllegalArgumentException("legacy_public_key must have 2048 to 4096 bits");
      }
      return new LegacyKey(text, key);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("legacy_public_key must be an RSA public key", e);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          e.getMessage() != null && e.getMessage().startsWith("legacy")
              ? e.getMessage()
              : "legacy_public_key must be an RSA public key",
          e);
    }
  }

  /** Whether the provider signed the body: PKCS #1 v1.5 with SHA-256. */
  boolean isSigned(String base64, byte[] body) {
    return Ed25519.isSigned("SHA256withRSA", key, base64, body);
  }
}
