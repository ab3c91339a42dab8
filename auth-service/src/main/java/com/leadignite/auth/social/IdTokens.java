package com.leadignite.auth.social;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * Verifies ID tokens (OpenID Connect Core 1.0, section 3.1.3.7): signed by a key of the provider
 * with an asymmetric algorithm, from the issuer that is configured, for this platform, and not
 * expired.
 */
@Singleton
final class IdTokens {

  private static final int LONGEST = 16 * 1024;

  /** How far clocks may differ. */
  static final Duration SKEW = Duration.ofSeconds(60);

  /** None that a public key could be taken for the secret of, and no "none". */
  private static final String[] ALGORITHMS = {
    AlgorithmIdentifiers.RSA_USING_SHA256,
    AlgorithmIdentifiers.RSA_USING_SHA384,
    AlgorithmIdentifiers.RSA_USING_SHA512,
    AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
    AlgorithmIdentifiers.RSA_PSS_USING_SHA384,
    AlgorithmIdentifiers.RSA_PSS_USING_SHA512,
    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
    AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
    AlgorithmIdentifiers.ECDSA_USING_P521_CURVE_AND_SHA512
  };

  private final ProviderDocuments documents;
  private final Clock clock;

  IdTokens(ProviderDocuments documents, Clock clock) {
    this.documents = documents;
    this.clock = clock;
  }

  /**
   * The claims of a token.
   *
   * @param audiences the client ids that it may be for
   * @return fails with {@link InvalidIdToken} if it is not to be believed
   */
  Uni<JwtClaims> verify(
      SocialProvider provider, ProviderMetadata metadata, String token, Set<String> audiences) {
    if (token.length() > LONGEST || metadata.keys().isEmpty()) {
      return Uni.createFrom().failure(new InvalidIdToken("an ID token that cannot be verified"));
    }
    return Uni.createFrom()
        .item(() -> keyId(token))
        .chain(keyId -> documents.keys(provider, metadata.keys().get(), keyId.value()))
        .map(keys -> verified(provider, token, keys, audiences));
  }

  private record KeyId(@Nullable String value) {}

  private static KeyId keyId(String token) {
    try {
      return new KeyId(JsonWebStructure.fromCompactSerialization(token).getKeyIdHeaderValue());
    } catch (JoseException | RuntimeException e) {
      throw new InvalidIdToken("an ID token that is no JWT");
    }
  }

  private JwtClaims verified(
      SocialProvider provider, String token, JsonWebKeySet keys, Set<String> audiences) {
    JwtConsumer consumer =
        new JwtConsumerBuilder()
            .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS))
            .setVerificationKeyResolver(new JwksVerificationKeyResolver(keys.getJsonWebKeys()))
            .setExpectedIssuer(provider.issuer())
            .setExpectedAudience(audiences.toArray(String[]::new))
            .setRequireSubject()
            .setRequireExpirationTime()
            .setRequireIssuedAt()
            .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
            .setAllowedClockSkewInSeconds((int) SKEW.toSeconds())
            .build();
    try {
      JwtClaims claims = consumer.processToClaims(token);
      checkParty(claims, audiences);
      return claims;
    } catch (InvalidJwtException | MalformedClaimException e) {
      // Its message quotes the token.
      throw new InvalidIdToken("an ID token that is invalid: " + codes(e));
    }
  }

  /** Another client it is for may have sent it here, so it must say that it was made for us. */
  private static void checkParty(JwtClaims claims, Set<String> audiences)
      throws MalformedClaimException {
    String party = claims.getStringClaimValue("azp");
    if (party == null ? claims.getAudience().size() > 1 : !audiences.contains(party)) {
      throw new InvalidIdToken("an ID token that was made for another client");
    }
  }

  private static String codes(Exception e) {
    return e instanceof InvalidJwtException invalid
        ? invalid.getErrorDetails().stream().map(each -> each.getErrorCode()).toList().toString()
        : "a claim of a wrong type";
  }
}
