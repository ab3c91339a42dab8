package com.leadignite.testkit.token;

import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** The issuer of {@link TestTokens}: a P-256 key made once per test JVM. */
public final class TestIssuer {

  /** The id of its key. */
  public static final String KEY_ID = "test-key";

  /** Its {@code iss}. */
  public static final String NAME = "https://issuer.test";

  /** Quarkus loads this class more than once, and each copy has to sign with the same key. */
  private static final String KEY = "leadignite.testkit.issuer-key";

  private TestIssuer() {}

  /** The settings with which a service trusts this issuer, as {@code issuers."test"}. */
  public static Map<String, String> configuration() {
    return Map.of(
        "leadignite.token.issuers.\"test\".issuer",
        NAME,
        "leadignite.token.issuers.\"test\".jwks",
        jwks());
  }

  /** Its JWK set, as it would publish it. */
  public static String jwks() {
    return "{\"keys\":[" + key().toJson(OutputControlLevel.PUBLIC_ONLY) + "]}";
  }

  /** A key that is not the issuer's, under any id. */
  public static EllipticCurveJsonWebKey newKey(String id) {
    try {
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException("no test key", e);
    }
  }

  static String sign(
      Map<String, Object> headers, Map<String, Object> claims, EllipticCurveJsonWebKey key) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("ES256");
    jws.setKeyIdHeaderValue(key.getKeyId());
    jws.setHeader("typ", "at+jwt");
    headers.forEach(jws::setHeader);
    jws.setPayload(JsonUtil.toJson(claims));
    jws.setKey(key.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException("a token of these claims cannot be signed", e);
    }
  }

  /** Its key, with the private part. */
  public static EllipticCurveJsonWebKey key() {
    synchronized (System.getProperties()) {
      try {
        String known = System.getProperty(KEY);
        if (known == null) {
          known = newKey(KEY_ID).toJson(OutputControlLevel.INCLUDE_PRIVATE);
          System.setProperty(KEY, known);
        }
        return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(known);
      } catch (JoseException e) {
        throw new IllegalStateException("no test key", e);
      }
    }
  }
}
