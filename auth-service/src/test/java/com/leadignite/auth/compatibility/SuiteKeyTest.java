package com.leadignite.auth.compatibility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.leadignite.auth.testing.Settings;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SuiteKeyTest {

  private static final String PREFIX = "leadignite.auth.compatibility.";
  private static final String SECRET = "a secret that everybody who reads this knows";

  private static SuiteKey with(String enabled, String algorithm, String secret) {
    return new SuiteKey(
        Settings.of(
            CompatibilityConfig.class,
            Map.of(
                PREFIX + "enabled", enabled,
                PREFIX + "algorithm", algorithm,
                PREFIX + "jwt-secret", secret)));
  }

  @Test
  void signsWithAKeyThatIsPublished() throws JoseException {
    SuiteKey key = with("true", "RS256", SECRET);
    JsonWebKey published = key.published().orElseThrow();

    String token = key.sign("{}").orElseThrow();

    JsonWebSignature signature = new JsonWebSignature();
    signature.setCompactSerialization(token);
    signature.setKey(published.getKey());
    assertTrue(signature.verifySignature());
    assertEquals("RS256", signature.getAlgorithmHeaderValue());
    assertEquals(published.getKeyId(), signature.getKeyIdHeaderValue());
  }

  @Test
  void readsWhatItsSecretSigned() {
    SuiteKey key = with("true", "HS256", SECRET);

    String token = key.sign("{\"a\":1}").orElseThrow();

    assertEquals(Optional.of("{\"a\":1}"), key.read(token));
    assertEquals(Optional.empty(), with("true", "HS256", SECRET + "!").read(token));
    assertEquals(Optional.empty(), key.read("no token"));
    assertEquals(Optional.empty(), key.read(with("true", "RS256", SECRET).sign("{}").get()));
  }

  @Test
  @Tag("B1")
  void doesNothingUnlessTheProfileIsOn() {
    String token = with("true", "HS256", SECRET).sign("{}").orElseThrow();

    SuiteKey key = with("false", "HS256", SECRET);

    assertFalse(key.isShared());
    assertEquals(Optional.empty(), key.sign("{}"));
    assertEquals(Optional.empty(), key.read(token));
    assertEquals(Optional.empty(), key.published());
  }

  @Test
  void refusesAShortSecret() {
    assertThrows(IllegalArgumentException.class, () -> with("true", "ES256", "short"));
  }
}
