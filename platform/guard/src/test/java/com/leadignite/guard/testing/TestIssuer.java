package com.leadignite.guard.testing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An issuer the guard's test application trusts. */
public final class TestIssuer {

  public static final String ISSUER = "https://auth.test/auth/v1";
  private static final String KEY_ID = "test-key";

  /** Another issuer, trusted to say who somebody is. */
  public static final String FEDERATED = "https://login.acme.test/realms/acme";

  /** The provider of the identities of its subjects. */
  public static final String PROVIDER = "acme";

  private static final String FEDERATED_KEY_ID = "acme-key";

  private static final String PROPERTY = "leadignite.guard.testing.issuer-key";

  private TestIssuer() {}

  /** What makes the test application trust this issuer. */
  public static Map<String, String> settings() {
    String federated = "leadignite.token.issuers.\"acme\".";
    return Map.of(
        "leadignite.token.issuers.\"test\".issuer",
        ISSUER,
        "leadignite.token.issuers.\"test\".jwks",
        jwks(key()),
        federated + "issuer",
        FEDERATED,
        federated + "jwks",
        jwks(key(FEDERATED_KEY_ID)),
        federated + "type",
        "JWT",
        federated + "audience",
        "lead-ignite",
        federated + "provider",
        PROVIDER);
  }

  public static String jwks() {
    return jwks(key());
  }

  private static String jwks(JsonWebKey key) {
    return "{\"keys\":[" + key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}";
  }

  /** The key of our own issuer. */
  public static EllipticCurveJsonWebKey key() {
    return key(KEY_ID);
  }

  /** A key; a system property, because Quarkus loads this class more than once. */
  private static EllipticCurveJsonWebKey key(String id) {
    String property = PROPERTY + "." + id;
    synchronized (System.getProperties()) {
      try {
        String known = System.getProperty(property);
        if (known == null) {
          EllipticCurveJsonWebKey fresh = newKey(id);
          known = fresh.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
          System.setProperty(property, known);
        }
        return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(known);
      } catch (JoseException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  public static EllipticCurveJsonWebKey newKey(String id) {
    try {
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(id);
      key.setUse("sig");
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Claims of a signed-in user that every rule accepts which asks for nothing special. */
  public static Map<String, Object> person() {
    long now = System.currentTimeMillis() / 1000;
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", ISSUER);
    claims.put("sub", UUID.randomUUID().toString());
    claims.put("aud", "authenticated");
    claims.put("iat", now);
    claims.put("exp", now + 900);
    claims.put("jti", UUID.randomUUID().toString());
    claims.put("session_id", UUID.randomUUID().toString());
    claims.put("tenant_id", UUID.randomUUID().toString());
    claims.put("role", "user");
    claims.put("scope", "leads:read leads:write");
    claims.put("aal", "aal1");
    claims.put("amr", amr(Instant.ofEpochSecond(now)));
    claims.put("email", "somebody@example.test");
    claims.put("second_factor_pending", false);
    return claims;
  }

  /** Claims of a service. */
  public static Map<String, Object> service(String name, String scope) {
    Map<String, Object> claims = person();
    claims.keySet().retainAll(List.of("iss", "aud", "iat", "exp", "jti"));
    claims.put("sub", name);
    claims.put("role", "service");
    claims.put("scope", scope);
    return claims;
  }

  public static List<Map<String, Object>> amr(Instant moment) {
    return new ArrayList<>(
        List.of(Map.of("method", "password", "timestamp", moment.getEpochSecond())));
  }

  /** Claims of the other issuer for a subject of its. */
  public static Map<String, Object> federated(String subject) {
    long now = System.currentTimeMillis() / 1000;
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", FEDERATED);
    claims.put("sub", subject);
    claims.put("aud", "lead-ignite");
    claims.put("iat", now);
    claims.put("exp", now + 300);
    return claims;
  }

  /** Signs as our own issuer does. */
  public static String sign(Map<String, Object> claims) {
    return sign(claims, key(), "at+jwt");
  }

  /** Signs as the other issuer does. */
  public static String signFederated(Map<String, Object> claims) {
    return sign(claims, key(FEDERATED_KEY_ID), "JWT");
  }

  private static String sign(Map<String, Object> claims, EllipticCurveJsonWebKey key, String type) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("ES256");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setHeader("typ", type);
    jws.setPayload(JsonUtil.toJson(claims));
    jws.setKey(key.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
