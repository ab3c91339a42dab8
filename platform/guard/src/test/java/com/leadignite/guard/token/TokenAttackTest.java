package com.leadignite.guard.token;

import static com.leadignite.guard.testing.TestIssuer.part;
import static com.leadignite.guard.testing.TestIssuer.person;
import static com.leadignite.guard.testing.TestIssuer.sign;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.testing.Servers;
import com.leadignite.guard.testing.TestIssuer;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwe.ContentEncryptionAlgorithmIdentifiers;
import org.jose4j.jwe.JsonWebEncryption;
import org.jose4j.jwe.KeyManagementAlgorithmIdentifiers;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way we know of to be somebody without having been told so by the issuer. */
@QuarkusTest
@WithTestResource(Servers.class)
class TokenAttackTest {

  private static final EllipticCurveJsonWebKey KEY = TestIssuer.key();

  @Test
  void acceptsTheTokenThatTheAttacksBeginWith() {
    given()
        .header("Authorization", "Bearer " + sign(person()))
        .get("/probe/read")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @MethodSource("ourPublicKeyAsASecret")
  @Tag("B1")
  void refusesASymmetricSignatureKeyedWithOurPublicKey(byte[] secret) throws Exception {
    for (String algorithm : List.of("HS256", "HS384", "HS512")) {
      String input = input(header(algorithm, TestIssuer.KEY_ID), person());
      assertRefused(input + "." + part(hmac(algorithm, secret, input)));
    }
  }

  static Stream<byte[]> ourPublicKeyAsASecret() {
    byte[] der = KEY.getPublicKey().getEncoded();
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
    return Stream.of(
        der,
        pem.getBytes(StandardCharsets.UTF_8),
        (pem + "\n").getBytes(StandardCharsets.UTF_8),
        KEY.toJson(OutputControlLevel.PUBLIC_ONLY).getBytes(StandardCharsets.UTF_8),
        TestIssuer.jwks().getBytes(StandardCharsets.UTF_8));
  }

  @Test
  @Tag("B1")
  void refusesAnotherAlgorithmThanTheKeys() throws Exception {
    RsaJsonWebKey rsa = RsaJwkGenerator.generateJwk(2048);
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue("RS256");
    jws.setKeyIdHeaderValue(TestIssuer.KEY_ID);
    jws.setHeader("typ", "at+jwt");
    jws.setPayload(JsonUtil.toJson(person()));
    jws.setKey(rsa.getPrivateKey());

    assertRefused(jws.getCompactSerialization());
  }

  @Test
  @Tag("B2")
  void refusesAnUnknownKeyId() {
    assertRefused(sign(person(), Map.of("kid", "another"), KEY));
    assertRefused(sign(person(), Map.of("kid", ""), KEY));
  }

  @Test
  @Tag("B2")
  void refusesAKeyOfTheRightIdThatIsNotOurs() {
    assertRefused(sign(person(), Map.of(), TestIssuer.newKey(TestIssuer.KEY_ID)));
  }

  @Test
  @Tag("B2")
  void refusesTheEmptyKey() throws Exception {
    for (String kid : List.of(TestIssuer.KEY_ID, "another")) {
      String input = input(header("HS256", kid), person());
      // The JDK refuses an empty key; HMAC pads with zeroes, so one zero byte is the same key.
      assertRefused(input + "." + part(hmac("HS256", new byte[1], input)));
      assertRefused(input + ".");
    }
  }

  @Test
  @Tag("B2")
  void refusesATokenWithoutAKeyId() throws Exception {
    assertRefused(
        input("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", person()) + "." + part(new byte[64]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "NONE", ""})
  @Tag("B3")
  void refusesNoSignature(String algorithm) {
    String input = input(header(algorithm, TestIssuer.KEY_ID), person());

    assertRefused(input + ".");
    assertRefused(input + "." + part("x"));
    assertRefused(input);
  }

  @Test
  @Tag("B3")
  void refusesAnEncryptedTokenAroundAPlainOne() throws Exception {
    JsonWebEncryption jwe = new JsonWebEncryption();
    jwe.setAlgorithmHeaderValue(KeyManagementAlgorithmIdentifiers.ECDH_ES_A128KW);
    jwe.setEncryptionMethodHeaderParameter(
        ContentEncryptionAlgorithmIdentifiers.AES_128_CBC_HMAC_SHA_256);
    jwe.setKeyIdHeaderValue(TestIssuer.KEY_ID);
    jwe.setHeader("typ", "at+jwt");
    jwe.setHeader("cty", "JWT");
    jwe.setKey(KEY.getPublicKey());
    jwe.setPayload(input("{\"alg\":\"none\"}", person()) + ".");

    assertRefused(jwe.getCompactSerialization());
  }

  @ParameterizedTest
  @MethodSource("emptySignatures")
  @Tag("B4")
  void refusesAZeroSignature(byte[] signature) {
    assertRefused(input(header("ES256", TestIssuer.KEY_ID), person()) + "." + part(signature));
  }

  static Stream<byte[]> emptySignatures() {
    BigInteger n = EllipticCurves.P256.getOrder();
    return Stream.of(
        p1363(BigInteger.ZERO, BigInteger.ZERO),
        p1363(n, n),
        p1363(BigInteger.ZERO, BigInteger.ONE),
        p1363(BigInteger.ONE, BigInteger.ZERO),
        p1363(n, BigInteger.ONE),
        der(BigInteger.ZERO, BigInteger.ZERO),
        der(n, n),
        new byte[0],
        new byte[63],
        new byte[65]);
  }

  @Test
  @Tag("B4")
  void refusesAGoodSignatureInTheOtherEncoding() throws Exception {
    String input = input(header("ES256", TestIssuer.KEY_ID), person());
    java.security.Signature signer = java.security.Signature.getInstance("SHA256withECDSA");
    signer.initSign(KEY.getPrivateKey());
    signer.update(input.getBytes(StandardCharsets.US_ASCII));

    assertRefused(input + "." + part(signer.sign()));
  }

  @Test
  @Tag("B5")
  void followsNoAddressInAToken() throws Exception {
    EllipticCurveJsonWebKey stranger = TestIssuer.newKey("stranger");
    try (ServerSocket bait = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      bait.setSoTimeout(400);
      String url = "http://127.0.0.1:" + bait.getLocalPort() + "/jwks.json";

      assertRefused(sign(person(), Map.of("jku", url), stranger));
      assertRefused(sign(person(), Map.of("x5u", url), stranger));
      assertRefused(sign(person(), Map.of("jku", url, "kid", TestIssuer.KEY_ID), KEY));
      assertRefused(sign(person(), Map.of("kid", url), stranger));
      assertRefused(sign(with("iss", url), Map.of(), stranger));

      assertThrows(SocketTimeoutException.class, bait::accept);
    }
  }

  @Test
  @Tag("B5")
  void refusesAKeyThatATokenBringsAlong() {
    EllipticCurveJsonWebKey stranger = TestIssuer.newKey("stranger");
    Map<String, Object> jwk = stranger.toParams(OutputControlLevel.PUBLIC_ONLY);

    assertRefused(sign(person(), Map.of("jwk", jwk), stranger));
    assertRefused(sign(person(), Map.of("jwk", jwk, "kid", TestIssuer.KEY_ID), stranger));
    assertRefused(sign(person(), Map.of("x5c", List.of("MIIB")), stranger));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../../dev/null",
        "' or '1'='1",
        "test-key\u0000",
        "test-key' union select 'x",
        "file:///etc/passwd",
        "${jndi:ldap://127.0.0.1/a}",
        "| cat /etc/passwd"
      })
  @Tag("B5")
  void takesAKeyIdForNothingButAName(String kid) {
    assertRefused(sign(person(), Map.of("kid", kid), KEY));
  }

  @Test
  void refusesCriticalAndUnencodedPayloadExtensions() {
    assertRefused(sign(person(), Map.of("crit", List.of("exp")), KEY));
    assertRefused(sign(person(), Map.of("zip", "DEF"), KEY));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "jwt", "application/at+jwt+x", "secevent+jwt", "dpop+jwt"})
  void refusesAnotherKindOfToken(String type) {
    assertRefused(sign(person(), Map.of("typ", type), KEY));
  }

  @ParameterizedTest
  @MethodSource("wrongClaims")
  void refusesAWrongClaim(String name, Object value) {
    assertRefused(sign(with(name, value)));
  }

  static Stream<Object[]> wrongClaims() {
    long now = System.currentTimeMillis() / 1000;
    return Stream.of(
        new Object[] {"iss", "https://auth.test/auth/v1/"},
        new Object[] {"iss", "https://AUTH.test/auth/v1"},
        new Object[] {"iss", List.of(TestIssuer.ISSUER)},
        new Object[] {"aud", "anon"},
        new Object[] {"aud", List.of("anon", "authenticated2")},
        new Object[] {"aud", List.of()},
        new Object[] {"exp", now - 11},
        new Object[] {"exp", now + 1900},
        new Object[] {"exp", "9999999999"},
        new Object[] {"exp", 1e300},
        new Object[] {"exp", -1},
        new Object[] {"nbf", now + 30},
        new Object[] {"iat", now + 30},
        new Object[] {"iat", now - 1000},
        new Object[] {"sub", "1-1-1-1-1"},
        new Object[] {"sub", "ABCDEF00-0000-4000-8000-000000000000"},
        new Object[] {"sub", ""},
        new Object[] {"sub", 7},
        new Object[] {"role", "superuser"},
        new Object[] {"role", "ADMIN"},
        new Object[] {"role", "service"},
        new Object[] {"aal", "aal3"},
        new Object[] {"tenant_id", "none"},
        new Object[] {"session_id", "x}:t:y"},
        new Object[] {"jti", "a b"},
        new Object[] {"jti", "x".repeat(129)},
        new Object[] {"second_factor_pending", "false"},
        new Object[] {"scope", List.of("leads:read")});
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "iss",
        "sub",
        "aud",
        "iat",
        "exp",
        "jti",
        "session_id",
        "tenant_id",
        "role",
        "aal"
      })
  void refusesAMissingClaim(String name) {
    Map<String, Object> claims = person();
    claims.remove(name);

    assertRefused(sign(claims));
  }

  @Test
  void acceptsAnAudienceAmongOthersAndFractionsOfASecond() {
    Map<String, Object> claims = with("aud", List.of("other", "authenticated"));
    claims.put("iat", System.currentTimeMillis() / 1000.0);

    assertEquals(200, status(sign(claims)));
  }

  @Test
  void refusesAChangedPayload() {
    String[] parts = sign(person()).split("\\.", -1);
    Map<String, Object> promoted = with("role", "platform_admin");

    assertRefused(parts[0] + "." + part(JsonUtil.toJson(promoted)) + "." + parts[2]);
  }

  @Test
  void refusesAnotherSpellingOfAGoodToken() {
    String token = sign(person());
    assertEquals(200, status(token));

    for (String odd :
        List.of(token + "=", token + "!", token + ".", token + "\u00e9", "." + token)) {
      assertRefused(odd);
    }
  }

  @Test
  @Tag("B38")
  void refusesWhatIsNoTokenAtAll() {
    assertEquals(401, status(""));
    assertRefused("..");
    assertRefused("a.b.c");
    assertRefused(part("[]") + "." + part("[]") + "." + part(new byte[64]));
    assertRefused(part("{\"alg\":7,\"kid\":{},\"typ\":[]}") + "." + part("{}") + "." + part("x"));
    String twice = "{\"alg\":\"ES256\",\"kid\":\"test-key\",\"kid\":\"x\",\"typ\":\"at+jwt\"}";
    assertRefused(input(twice, person()) + "." + part(new byte[64]));
    assertRefused(part("{\"a\":".repeat(1000)) + ".e30." + part(new byte[64]));
    assertRefused("x".repeat(9000));
  }

  private static void assertRefused(String token) {
    given()
        .header("Authorization", "Bearer " + token)
        .get("/probe/read")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", "Bearer error=\"invalid_token\"")
        .body("type", equalTo("/problems/unauthenticated"))
        .body("detail", equalTo("Sign in, and send a valid bearer token."));
  }

  private static int status(String token) {
    return given().header("Authorization", "Bearer " + token).get("/probe/read").statusCode();
  }

  private static Map<String, Object> with(String claim, Object value) {
    Map<String, Object> claims = person();
    claims.put(claim, value);
    return claims;
  }

  private static String header(String algorithm, String kid) {
    return "{\"alg\":\"" + algorithm + "\",\"kid\":\"" + kid + "\",\"typ\":\"at+jwt\"}";
  }

  private static String input(String header, Map<String, Object> claims) {
    return part(header) + "." + part(JsonUtil.toJson(claims));
  }

  private static byte[] hmac(String algorithm, byte[] secret, String input)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance(algorithm.replace("HS", "HmacSHA"));
    mac.init(new SecretKeySpec(secret, mac.getAlgorithm()));
    return mac.doFinal(input.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] p1363(BigInteger r, BigInteger s) {
    byte[] both = new byte[64];
    copy(r, both, 32);
    copy(s, both, 64);
    return both;
  }

  private static void copy(BigInteger number, byte[] to, int end) {
    byte[] bytes = number.toByteArray();
    for (int i = 0; i < Math.min(32, bytes.length); i++) {
      to[end - 1 - i] = bytes[bytes.length - 1 - i];
    }
  }

  private static byte[] der(BigInteger r, BigInteger s) {
    byte[] first = r.toByteArray();
    byte[] second = s.toByteArray();
    byte[] all = new byte[6 + first.length + second.length];
    all[0] = 0x30;
    all[1] = (byte) (all.length - 2);
    all[2] = 0x02;
    all[3] = (byte) first.length;
    System.arraycopy(first, 0, all, 4, first.length);
    all[4 + first.length] = 0x02;
    all[5 + first.length] = (byte) second.length;
    System.arraycopy(second, 0, all, 6 + first.length, second.length);
    return all;
  }
}
