package com.leadignite.testkit.attack;

import static com.leadignite.testkit.attack.ForgedTokens.header;
import static com.leadignite.testkit.attack.ForgedTokens.input;
import static com.leadignite.testkit.attack.ForgedTokens.part;
import static com.leadignite.testkit.token.TestIssuer.KEY_ID;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.testkit.token.TestIssuer;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

/**
 * Every way we know of to impersonate somebody without a token of the issuer. A service's {@code
 * TokenAttackTest} is one of these against the service on the JVM, its {@code TokenAttackIT} the
 * same against the executable: the two may differ in cryptography and parsers.
 */
public abstract class TokenAttacks extends ClaimAttacks {

  private static final EllipticCurveJsonWebKey KEY = TestIssuer.key();

  @ParameterizedTest
  @MethodSource("ourPublicKeyAsASecret")
  @Tag("B1")
  void refusesASymmetricSignatureKeyedWithOurPublicKey(byte[] secret) {
    for (String algorithm : List.of("HS256", "HS384", "HS512")) {
      assertRefused(ForgedTokens.symmetric(algorithm, KEY_ID, secret, caller().payload()));
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
    jws.setKeyIdHeaderValue(KEY_ID);
    jws.setHeader("typ", "at+jwt");
    jws.setPayload(caller().payload());
    jws.setKey(rsa.getPrivateKey());

    assertRefused(jws.getCompactSerialization());
  }

  @Test
  @Tag("B2")
  void refusesAnUnknownKeyId() {
    assertRefused(caller().header("kid", "another").token());
    assertRefused(caller().header("kid", "").token());
  }

  @Test
  @Tag("B2")
  void refusesAKeyOfTheRightIdThatIsNotOurs() {
    assertRefused(caller().signedBy(TestIssuer.newKey(KEY_ID)));
  }

  @Test
  @Tag("B2")
  void refusesTheEmptyKey() {
    for (String kid : List.of(KEY_ID, "another")) {
      // The JDK refuses an empty key; HMAC pads with zeroes, so one zero byte is the same key.
      assertRefused(ForgedTokens.symmetric("HS256", kid, new byte[1], caller().payload()));
      assertRefused(input(header("HS256", kid), caller().payload()) + ".");
    }
  }

  @Test
  @Tag("B2")
  void refusesATokenWithoutAKeyId() {
    String input = input("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}", caller().payload());

    assertRefused(input + "." + part(new byte[64]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "nOnE", "NONE", ""})
  @Tag("B3")
  void refusesNoSignature(String algorithm) {
    String input = input(header(algorithm, KEY_ID), caller().payload());

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
    jwe.setKeyIdHeaderValue(KEY_ID);
    jwe.setHeader("typ", "at+jwt");
    jwe.setHeader("cty", "JWT");
    jwe.setKey(KEY.getPublicKey());
    jwe.setPayload(input("{\"alg\":\"none\"}", caller().payload()) + ".");

    assertRefused(jwe.getCompactSerialization());
  }

  @ParameterizedTest
  @MethodSource("emptySignatures")
  @Tag("B4")
  void refusesAZeroSignature(byte[] signature) {
    assertRefused(input(header("ES256", KEY_ID), caller().payload()) + "." + part(signature));
  }

  static Stream<byte[]> emptySignatures() {
    BigInteger n = EllipticCurves.P256.getOrder();
    return Stream.of(
        ForgedTokens.p1363(BigInteger.ZERO, BigInteger.ZERO),
        ForgedTokens.p1363(n, n),
        ForgedTokens.p1363(BigInteger.ZERO, BigInteger.ONE),
        ForgedTokens.p1363(BigInteger.ONE, BigInteger.ZERO),
        ForgedTokens.p1363(n, BigInteger.ONE),
        ForgedTokens.der(BigInteger.ZERO, BigInteger.ZERO),
        ForgedTokens.der(n, n),
        new byte[0],
        new byte[63],
        new byte[65]);
  }

  @Test
  @Tag("B4")
  void refusesAGoodSignatureInTheOtherEncoding() {
    String input = input(header("ES256", KEY_ID), caller().payload());

    assertRefused(input + "." + part(ForgedTokens.der(KEY.getPrivateKey(), input)));
  }

  @Test
  @Tag("B5")
  void followsNoAddressInAToken() throws Exception {
    EllipticCurveJsonWebKey stranger = TestIssuer.newKey("stranger");
    try (ServerSocket bait = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      bait.setSoTimeout(400);
      String url = "http://127.0.0.1:" + bait.getLocalPort() + "/jwks.json";

      assertRefused(caller().header("jku", url).signedBy(stranger));
      assertRefused(caller().header("x5u", url).signedBy(stranger));
      assertRefused(caller().header("jku", url).header("kid", KEY_ID).signedBy(stranger));
      assertRefused(caller().header("kid", url).signedBy(stranger));
      assertRefused(caller().claim("iss", url).signedBy(stranger));

      assertThrows(SocketTimeoutException.class, bait::accept);
    }
  }

  @Test
  @Tag("B5")
  void refusesAKeyThatATokenBringsAlong() {
    EllipticCurveJsonWebKey stranger = TestIssuer.newKey("stranger");
    Map<String, Object> jwk = stranger.toParams(OutputControlLevel.PUBLIC_ONLY);

    assertRefused(caller().header("jwk", jwk).signedBy(stranger));
    assertRefused(caller().header("jwk", jwk).header("kid", KEY_ID).signedBy(stranger));
    assertRefused(caller().header("x5c", List.of("MIIB")).signedBy(stranger));
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
    assertRefused(caller().header("kid", kid).token());
  }

  @Test
  void refusesCriticalAndUnencodedPayloadExtensions() {
    assertRefused(caller().header("crit", List.of("exp")).token());
    assertRefused(caller().header("zip", "DEF").token());
  }

  @Test
  void refusesAnotherSpellingOfAGoodToken() {
    String token = caller().token();
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
    assertRefused(input(twice, caller().payload()) + "." + part(new byte[64]));
    assertRefused(part("{\"a\":".repeat(1000)) + ".e30." + part(new byte[64]));
    assertRefused("x".repeat(9000));
  }
}
