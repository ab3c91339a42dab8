package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.testing.TestIssuer;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The key's own algorithm, although the same key could be used with another. */
@Tag("B1")
class SignedTokenTest {

  private static RsaJsonWebKey rsa;

  @BeforeAll
  static void makeKey() throws JoseException {
    rsa = RsaJwkGenerator.generateJwk(2048);
  }

  @Test
  void takesTheAlgorithmOfTheKey() throws JoseException {
    SignedToken.parse(signed("RS256")).verify(key());
  }

  @ParameterizedTest
  @ValueSource(strings = {"RS384", "RS512", "PS256", "PS384", "PS512"})
  void refusesAnotherOfTheSameKind(String algorithm) throws JoseException {
    SignedToken token = SignedToken.parse(signed(algorithm));

    assertThrows(InvalidToken.class, () -> token.verify(key()));
  }

  @Test
  @Tag("B32")
  void quotesNoPartOfATokenThatItRefuses() throws JoseException {
    String[] parts = signed("RS256").split("\\.", -1);
    String forged = parts[0] + "." + parts[1] + "." + "A".repeat(parts[2].length());
    SignedToken token = SignedToken.parse(forged);

    InvalidToken badSignature = assertThrows(InvalidToken.class, () -> token.verify(key()));
    InvalidToken unreadable =
        assertThrows(InvalidToken.class, () -> SignedToken.parse(parts[1] + "." + parts[1] + "."));

    assertEquals("signature", badSignature.getMessage());
    assertFalse(String.valueOf(unreadable.getMessage()).contains(parts[1].substring(0, 16)));
  }

  private static VerificationKey key() {
    return new VerificationKey("rsa", "RS256", rsa.getRsaPublicKey());
  }

  private static String signed(String algorithm) throws JoseException {
    JsonWebSignature jws = new JsonWebSignature();
    jws.setAlgorithmHeaderValue(algorithm);
    jws.setKeyIdHeaderValue("rsa");
    jws.setHeader("typ", "at+jwt");
    jws.setPayload(JsonUtil.toJson(Map.copyOf(TestIssuer.person())));
    jws.setKey(rsa.getPrivateKey());
    return jws.getCompactSerialization();
  }
}
