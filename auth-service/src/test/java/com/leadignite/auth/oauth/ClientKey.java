package com.leadignite.auth.oauth;

import com.leadignite.guard.hash.Sha256;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** A key that a client has for itself, and what it signs. */
final class ClientKey {

  private final EllipticCurveJsonWebKey key;

  ClientKey() {
    try {
      key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId("k1");
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  Map<String, Object> open() {
    return key.toParams(OutputControlLevel.PUBLIC_ONLY);
  }

  Map<String, Object> secret() {
    return key.toParams(OutputControlLevel.INCLUDE_PRIVATE);
  }

  Map<String, Object> set() {
    return Map.of("keys", List.of(open()));
  }

  String thumbprint() {
    return key.calculateBase64urlEncodedThumbprint("SHA-256");
  }

  static Map<String, Object> assertion(String client) {
    long now = System.currentTimeMillis() / 1000;
    return new HashMap<>(
        Map.of(
            "iss",
            client,
            "sub",
            client,
            "aud",
            "https://app.example.com/auth/v1",
            "exp",
            now + 60,
            "jti",
            UUID.randomUUID().toString()));
  }

  static Map<String, Object> proof(String method, String path) {
    return new HashMap<>(
        Map.of(
            "htm",
            method,
            "htu",
            "https://app.example.com" + path,
            "iat",
            System.currentTimeMillis() / 1000,
            "jti",
            UUID.randomUUID().toString()));
  }

  /** A proof of the token, too. */
  static Map<String, Object> proof(String method, String path, String token) {
    Map<String, Object> claims = proof(method, path);
    claims.put("ath", Base64.getUrlEncoder().withoutPadding().encodeToString(Sha256.of(token)));
    return claims;
  }

  String signAssertion(Map<String, Object> claims) {
    return sign(claims, Map.of("kid", "k1", "typ", "JWT"));
  }

  String signProof(Map<String, Object> claims) {
    return sign(claims, Map.of("typ", "dpop+jwt", "jwk", open()));
  }

  String sign(Map<String, Object> claims, Map<String, Object> header) {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("ES256");
    header.forEach((name, value) -> jws.getHeaders().setObjectHeaderValue(name, value));
    jws.setPayload(JsonUtil.toJson(claims));
    jws.setKey(key.getPrivateKey());
    try {
      return jws.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }
}
