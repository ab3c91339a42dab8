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

  private static final String PROPERTY = "leadignite.guard.testing.issuer-key";

  private TestIssuer() {}

  /** What makes the test application trust this issuer. */
  public static Map<String, String> settings() {
    return Map.of(
        "leadignite.token.issuers.\"test\".issuer",
        ISSUER,
        "leadignite.token.issuers.\"test\".jwks",
        jwks());
  }

  public static String jwks() {
    return "{\"keys\":[" + key().toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY) + "]}";
  }

  /** The key; a system property, because Quarkus loads this class more than once. */
  public static EllipticCurveJsonWebKey key() {
    synchronized (System.getProperties()) {
      try {
        String known = System.getProperty(PROPERTY);
        if (known == null) {
          EllipticCurveJsonWebKey fresh = newKey(KEY_ID);
          known = fresh.toJson(JsonWebKey.OutputControlLevel.INCLUDE_PRIVATE);
          System.setProperty(PROPERTY, known);
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

  /** Signs as the issuer does. */
  public static String sign(Map<String, Object> claims) {
    EllipticCurveJsonWebKey key = key();
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("ES256");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setHeader("typ", "at+jwt");
    jws.setPayload(JsonUtil.toJson(claims));
    jws.setKey(key.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
