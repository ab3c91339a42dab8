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
        "{\"keys\":[" + key().toJson(OutputControlLevel.PUBLIC_ONLY) + "]}");
  }

  static String sign(Map<String, Object> headers, Map<String, Object> claims) {
    EllipticCurveJsonWebKey key = key();
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

  private static EllipticCurveJsonWebKey key() {
    synchronized (System.getProperties()) {
      try {
        String known = System.getProperty(KEY);
        if (known == null) {
          EllipticCurveJsonWebKey fresh = EcJwkGenerator.generateJwk(EllipticCurves.P256);
          fresh.setKeyId("test-key");
          known = fresh.toJson(OutputControlLevel.INCLUDE_PRIVATE);
          System.setProperty(KEY, known);
        }
        return (EllipticCurveJsonWebKey) JsonWebKey.Factory.newJwk(known);
      } catch (JoseException e) {
        throw new IllegalStateException("no test key", e);
      }
    }
  }
}
