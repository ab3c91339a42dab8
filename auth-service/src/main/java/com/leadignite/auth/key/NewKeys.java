package com.leadignite.auth.key;

import com.leadignite.auth.key.SigningKey.Next;
import com.leadignite.guard.id.Ids;
import jakarta.inject.Singleton;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.Use;
import org.jose4j.jws.AlgorithmIdentifiers;

/** Makes keys: P-256, for ES256. */
@Singleton
final class NewKeys {

  private final SecureRandom random;
  private final Ids ids;

  NewKeys(SecureRandom random, Ids ids) {
    this.random = random;
    this.ids = ids;
  }

  /** A key that was never seen before. */
  Next make(Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair generated = generator.generateKeyPair();
      EllipticCurveJsonWebKey pair =
          new EllipticCurveJsonWebKey((ECPublicKey) generated.getPublic());
      pair.setPrivateKey(generated.getPrivate());
      describe(pair, ids.next().toString());
      return new Next(pair, now);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  static void describe(EllipticCurveJsonWebKey pair, String kid) {
    pair.setKeyId(kid);
    pair.setAlgorithm(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    pair.setUse(Use.SIGNATURE);
  }
}
