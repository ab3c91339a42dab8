package com.leadignite.auth.captcha;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.json.JsonObject;

/**
 * A challenge of ALTCHA's proof of work, version 2, in its names: find a counter for which the key
 * begins with the prefix, derived from the nonce with the counter appended in four bytes.
 *
 * @param parameters what to compute
 * @param signature HMAC-SHA256 of them, in hexadecimal
 */
@RegisterForReflection
public record Challenge(Parameters parameters, String signature) {

  static final String ALGORITHM = "PBKDF2/SHA-256";
  static final int KEY_BYTES = 32;

  /**
   * What to compute, in the order in which it is signed.
   *
   * @param algorithm always PBKDF2/SHA-256
   * @param cost its iterations
   * @param expiresAt until when, in seconds of the Unix epoch
   * @param keyLength the bytes of the key
   * @param keyPrefix how the key has to begin, in hexadecimal
   * @param nonce 16 bytes in hexadecimal: the challenge's name
   * @param salt 16 bytes in hexadecimal
   */
  @RegisterForReflection
  public record Parameters(
      String algorithm,
      int cost,
      @JsonProperty("expiresAt") long expiresAt,
      @JsonProperty("keyLength") int keyLength,
      @JsonProperty("keyPrefix") String keyPrefix,
      String nonce,
      String salt) {

    /** The canonical JSON, which is what the protocol signs. */
    String canonical() {
      return new JsonObject()
          .put("algorithm", algorithm)
          .put("cost", cost)
          .put("expiresAt", expiresAt)
          .put("keyLength", keyLength)
          .put("keyPrefix", keyPrefix)
          .put("nonce", nonce)
          .put("salt", salt)
          .encode();
    }
  }
}
