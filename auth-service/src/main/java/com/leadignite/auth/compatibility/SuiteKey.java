package com.leadignite.auth.compatibility;

import com.leadignite.auth.compatibility.CompatibilityConfig.Algorithm;
import io.smallrye.config.Secret;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.util.Optional;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwk.Use;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The keys that test suites expect in place of, or apart from, those of the service; none unless
 * the profile is on.
 */
@Singleton
public final class SuiteKey {

  private static final int BITS = 2048;

  /** RFC 7518, section 3.2. */
  private static final int SHORTEST_SECRET = 32;

  private final Algorithm algorithm;
  private final @Nullable Key secret;
  private final @Nullable PublicJsonWebKey rsa;

  SuiteKey(CompatibilityConfig config) {
    this.algorithm = config.enabled() ? config.algorithm() : Algorithm.ES256;
    this.secret = config.enabled() ? config.jwtSecret().map(SuiteKey::secret).orElse(null) : null;
    this.rsa = algorithm == Algorithm.RS256 ? newRsa() : null;
    if (algorithm == Algorithm.HS256 && secret == null) {
      throw new IllegalArgumentException(
          "leadignite.auth.compatibility.algorithm=HS256 needs leadignite.auth.compatibility.jwt-secret");
    }
  }

  private static Key secret(Secret<String> text) {
    byte[] bytes = text.get().getBytes(StandardCharsets.UTF_8);
    if (bytes.length < SHORTEST_SECRET) {
      throw new IllegalArgumentException(
          "leadignite.auth.compatibility.jwt-secret must have 32 characters or more");
    }
    return new HmacKey(bytes);
  }

  private static PublicJsonWebKey newRsa() {
    try {
      PublicJsonWebKey made = RsaJwkGenerator.generateJwk(BITS);
      made.setKeyId("compatibility");
      made.setAlgorithm(Algorithm.RS256.name());
      made.setUse(Use.SIGNATURE);
      return made;
    } catch (JoseException e) {
      throw new IllegalStateException("every JDK has RSA", e);
    }
  }

  /** Whether tokens that the shared secret signed are accepted. */
  public boolean isShared() {
    return secret != null;
  }

  /** The public half of the key that signs, if it is an RSA key. */
  public Optional<JsonWebKey> published() {
    return Optional.ofNullable(rsa);
  }

  /** Signs the payload of a person's token; empty if the service's own signature stays. */
  public Optional<String> sign(String payload) {
    return switch (algorithm) {
      case ES256 -> Optional.empty();
      case RS256 -> Optional.ofNullable(rsa).map(key -> signed(payload, key.getPrivateKey(), key));
      case HS256 -> Optional.ofNullable(secret).map(key -> signed(payload, key, null));
    };
  }

  private String signed(String payload, Key key, @Nullable PublicJsonWebKey named) {
    JsonWebSignature signature = new JsonWebSignature();
    signature.setHeader("typ", named == null ? "JWT" : "at+jwt");
    if (named != null) {
      signature.setKeyIdHeaderValue(named.getKeyId());
    }
    signature.setAlgorithmHeaderValue(algorithm.name());
    signature.setKey(key);
    signature.setPayload(payload);
    try {
      return signature.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a token could not be signed", e);
    }
  }

  /** The payload of a token that the shared secret signed; empty for all others. */
  public Optional<String> read(String token) {
    if (secret == null) {
      return Optional.empty();
    }
    try {
      JsonWebSignature signature = new JsonWebSignature();
      signature.setAlgorithmConstraints(
          new AlgorithmConstraints(ConstraintType.PERMIT, Algorithm.HS256.name()));
      signature.setCompactSerialization(token);
      signature.setKey(secret);
      return signature.verifySignature() ? Optional.of(signature.getPayload()) : Optional.empty();
    } catch (JoseException e) {
      // Of another algorithm, or none: the guard decides about it as about every other token.
      return Optional.empty();
    }
  }
}
