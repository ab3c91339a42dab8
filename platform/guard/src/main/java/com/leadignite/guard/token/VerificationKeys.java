package com.leadignite.guard.token;

import java.security.interfaces.RSAPublicKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.lang.JoseException;

/** Reads JWK sets (RFC 7517). */
final class VerificationKeys {

  private static final int MOST = 64;

  private VerificationKeys() {}

  /**
   * The keys of a set that can verify, by id. Left out: symmetric keys (B1), curves other than
   * P-256, RSA of less than 2048 or more than 8192 bits, keys for encryption, keys without an id.
   *
   * @throws IllegalArgumentException if it is no JWK set, or one without any such key or of more
   *     than 64 keys
   */
  static Map<String, VerificationKey> parse(String jwks) {
    Map<String, VerificationKey> keys = new HashMap<>();
    try {
      for (JsonWebKey jwk : new JsonWebKeySet(jwks).getJsonWebKeys()) {
        String id = jwk.getKeyId();
        if (id != null && !id.isEmpty()) {
          verifying(jwk).ifPresent(key -> keys.put(id, key));
        }
      }
    } catch (JoseException | RuntimeException e) {
      throw new IllegalArgumentException("not a JWK set", e);
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a JWK set without a key that can verify");
    }
    if (keys.size() > MOST) {
      throw new IllegalArgumentException("a JWK set of more than " + MOST + " keys");
    }
    return Map.copyOf(keys);
  }

  /** A key as far as it can verify, with its one algorithm. */
  static Optional<VerificationKey> verifying(JsonWebKey jwk) {
    String id = jwk.getKeyId() == null ? "" : jwk.getKeyId();
    if (jwk.getUse() != null && !Use.SIGNATURE.equals(jwk.getUse())) {
      return Optional.empty();
    }
    return switch (jwk) {
      case EllipticCurveJsonWebKey ec when "P-256".equals(ec.getCurveName()) ->
          Optional.of(
              new VerificationKey(
                  id, AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256, ec.getECPublicKey()));
      case RsaJsonWebKey rsa when isUsable(bits(rsa.getRsaPublicKey())) ->
          Optional.of(
              new VerificationKey(
                  id, AlgorithmIdentifiers.RSA_USING_SHA256, rsa.getRsaPublicKey()));
      default -> Optional.empty();
    };
  }

  /** Longer ones take long: whoever brings the key would choose how long we compute. */
  private static boolean isUsable(int bits) {
    return bits >= 2048 && bits <= 8192;
  }

  private static int bits(RSAPublicKey key) {
    return key.getModulus().bitLength();
  }
}
