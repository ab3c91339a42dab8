package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC (RFC 2104) with the hashes that senders use. */
@RegisterForReflection
public enum Hmacs {
  SHA256("HmacSHA256"),
  SHA512("HmacSHA512"),
  SHA1("HmacSHA1");

  private final String algorithm;

  Hmacs(String algorithm) {
    this.algorithm = algorithm;
  }

  /** The name on the wire: {@code sha256}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The code of the parts, one after the other. */
  byte[] of(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance(algorithm);
      mac.init(new SecretKeySpec(key, algorithm));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java runtime has " + algorithm, e);
    }
  }

  /**
   * Refuses a request unless one of the signatures is one of the secrets'. The texts are compared,
   * not the bytes they stand for, so that each signature has one spelling.
   *
   * @param expected what the holder of a secret would have sent
   */
  static void require(
      List<Secret> secrets, List<String> signatures, Function<Secret, String> expected) {
    boolean genuine = false;
    for (Secret secret : secrets) {
      byte[] right = ascii(expected.apply(secret));
      for (String signature : signatures) {
        // Every pair is compared, so that the time does not reveal which secret matched.
        genuine |= MessageDigest.isEqual(right, ascii(signature));
      }
    }
    if (!genuine) {
      throw new RefusedRequest(Refusal.SIGNATURE_WRONG);
    }
  }

  /** The bytes of a text; a character that is none of ASCII matches nothing. */
  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
