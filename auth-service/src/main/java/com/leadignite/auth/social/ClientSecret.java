package com.leadignite.auth.social;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Supplier;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** What this platform shows to a provider's token endpoint. */
sealed interface ClientSecret {

  /** The secret at that time. */
  String at(Instant now);

  /** A secret that is configured, and may change while the service runs. Does not print. */
  record Configured(Supplier<String> secret) implements ClientSecret {

    @Override
    public String at(Instant now) {
      return secret.get();
    }

    @Override
    public String toString() {
      return "Configured";
    }
  }

  /** A token that Apple's key signs anew for every request. Does not print. */
  record OfApple(String teamId, String keyId, String clientId, PrivateKey key)
      implements ClientSecret {

    private static final Duration LIFE = Duration.ofMinutes(5);

    /**
     * Reads a key.
     *
     * @param pkcs8 in base64, with or without the lines of PEM
     * @throws IllegalArgumentException without a word of the key
     */
    static PrivateKey parse(String pkcs8) {
      String base64 = pkcs8.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
      try {
        return KeyFactory.getInstance("EC")
            .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
      } catch (GeneralSecurityException | IllegalArgumentException e) {
        // The message may quote the key.
        throw new IllegalArgumentException("is no PKCS#8 key of an elliptic curve");
      }
    }

    @Override
    public String at(Instant now) {
      JwtClaims claims = new JwtClaims();
      claims.setIssuer(teamId);
      claims.setSubject(clientId);
      claims.setAudience("https://appleid.apple.com");
      claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
      claims.setExpirationTime(NumericDate.fromSeconds(now.plus(LIFE).getEpochSecond()));
      JsonWebSignature jws = new JsonWebSignature();
      jws.setPayload(claims.toJson());
      jws.setKey(key);
      jws.setKeyIdHeaderValue(keyId);
      jws.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
      try {
        return jws.getCompactSerialization();
      } catch (JoseException e) {
        throw new IllegalStateException("the key signed when it was read", e);
      }
    }

    @Override
    public String toString() {
      return "OfApple";
    }
  }
}
