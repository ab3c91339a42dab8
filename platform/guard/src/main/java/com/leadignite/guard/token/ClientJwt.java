package com.leadignite.guard.token;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * A JWT that a client of a partner signed with a key of its own, for one request: an assertion that
 * authenticates it (RFC 7523), or a DPoP proof (RFC 9449). Not trusted before one of the two
 * verifications passed. Every fault is an {@link InvalidToken}.
 */
public final class ClientJwt {

  /** Header fields that point to a key, change what is signed, or hide it (B5). */
  private static final Set<String> REFUSED_HEADERS =
      Set.of("jku", "x5u", "x5c", "crit", "b64", "zip");

  /** Members of a JWK that a public key has none of. */
  private static final Set<String> PRIVATE_MEMBERS =
      Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");

  private final JsonWebSignature jws;
  private final Claims claims;

  private ClientJwt(JsonWebSignature jws, Claims claims) {
    this.jws = jws;
    this.claims = claims;
  }

  /** Parses one. */
  public static ClientJwt parse(String text) {
    SignedToken.checkShape(text);
    try {
      JsonWebSignature jws = new JsonWebSignature();
      jws.setCompactSerialization(text);
      for (String name : REFUSED_HEADERS) {
        if (jws.getHeaders().getObjectHeaderValue(name) != null) {
          throw new InvalidToken("header " + name);
        }
      }
      return new ClientJwt(jws, new Claims(JsonUtil.parseJson(jws.getUnverifiedPayload())));
    } catch (InvalidToken e) {
      throw e;
    } catch (JoseException | RuntimeException e) {
      // The library fails in several ways on members of odd types.
      throw new InvalidToken("unreadable: " + e.getClass().getSimpleName());
    }
  }

  /**
   * Checks that a client's set has keys that can verify, and nothing that is to be kept secret.
   *
   * @param jwks the set as JSON, whose members are maps and lists
   */
  public static void checkKeys(Map<String, Object> jwks) {
    boolean open =
        jwks.get("keys") instanceof List<?> keys
            && keys.stream()
                .allMatch(key ->
                    key instanceof Map<?, ?> jwk
                        && jwk.keySet().stream().noneMatch(PRIVATE_MEMBERS::contains));
    if (!open) {
      throw new InvalidToken("no set of public keys");
    }
    ClientKeySet.parse(JsonUtil.toJson(jwks));
  }

  /**
   * The thumbprints (RFC 7638, SHA-256 in base64url) of the keys of a set that {@link #checkKeys}
   * let pass, sorted: what they are, whatever they are called.
   */
  public static List<String> thumbprints(Map<String, Object> jwks) {
    try {
      return new JsonWebKeySet(JsonUtil.toJson(jwks))
          .getJsonWebKeys().stream()
              .map(key -> key.calculateBase64urlEncodedThumbprint("SHA-256"))
              .sorted()
              .toList();
    } catch (JoseException e) {
      throw new InvalidToken("no set of public keys");
    }
  }

  /** The header's {@code typ}; empty if there is none. */
  public String type() {
    return Optional.ofNullable(jws.getHeader("typ")).orElse("");
  }

  /** A text that must be there. */
  public String text(String claim) {
    return claims.text(claim);
  }

  /** A NumericDate that must be there. */
  public Instant moment(String claim) {
    return claims.moment(claim);
  }

  /** A NumericDate that may be there. */
  public Optional<Instant> optionalMoment(String claim) {
    return claims.optionalMoment(claim);
  }

  /** A member of the payload, as it is. */
  public @Nullable Object claim(String name) {
    return claims.all().get(name);
  }

  /** The id of the key that the header names; null if it names none. */
  public @Nullable String keyId() {
    return jws.getKeyIdHeaderValue();
  }

  /**
   * Verifies the signature by a key of the client's set: the one that the header names, or the only
   * one, by that key's own algorithm (B1).
   */
  public void verify(ClientKeySet keys) {
    if (jws.getHeaders().getObjectHeaderValue("jwk") != null) {
      throw new InvalidToken("header jwk");
    }
    VerificationKey key = keys.find(keyId());
    if (key == null) {
      throw new InvalidToken("an unknown key");
    }
    verify(key);
  }

  /**
   * The public key that the header of a proof carries.
   *
   * @param thumbprint RFC 7638, SHA-256 in base64url
   */
  record OwnKey(VerificationKey key, String thumbprint) {}

  /** The public key that the header carries: a claim, until {@link #verify(OwnKey)} has passed. */
  OwnKey ownKey() {
    if (!(jws.getHeaders().getObjectHeaderValue("jwk") instanceof Map<?, ?> jwk)
        || jwk.keySet().stream().anyMatch(PRIVATE_MEMBERS::contains)) {
      throw new InvalidToken("no public key");
    }
    try {
      @SuppressWarnings("unchecked")
      JsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk((Map<String, Object>) jwk);
      return new OwnKey(
          VerificationKeys.verifying(key)
              .orElseThrow(() -> new InvalidToken("a key of another kind")),
          key.calculateBase64urlEncodedThumbprint("SHA-256"));
    } catch (InvalidToken e) {
      throw e;
    } catch (JoseException | RuntimeException e) {
      throw new InvalidToken("a key that cannot be read");
    }
  }

  /** Verifies the signature: proof that its sender has the private key, and of nothing else. */
  void verify(OwnKey own) {
    verify(own.key());
  }

  private void verify(VerificationKey key) {
    jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, key.algorithm()));
    jws.setKey(key.key());
    boolean good;
    try {
      good = jws.verifySignature();
    } catch (JoseException e) {
      throw new InvalidToken("signature: " + e.getClass().getSimpleName());
    }
    if (!good) {
      throw new InvalidToken("signature");
    }
  }
}
