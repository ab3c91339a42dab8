package com.leadignite.guard.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.testing.TestIssuer;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.OctJwkGenerator;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("B1")
class VerificationKeysTest {

  @Test
  void bindsEachKeyToOneAlgorithm() throws Exception {
    PublicJsonWebKey ec = named("ec", EcJwkGenerator.generateJwk(EllipticCurves.P256));
    PublicJsonWebKey rsa = named("rsa", RsaJwkGenerator.generateJwk(2048));

    Map<String, VerificationKey> keys = VerificationKeys.parse(set(ec, rsa));

    assertEquals(Set.of("ec", "rsa"), keys.keySet());
    assertEquals("ES256", keys.get("ec").algorithm());
    assertEquals("RS256", keys.get("rsa").algorithm());
  }

  @Test
  void leavesOutWhatMustNotVerify() throws Exception {
    PublicJsonWebKey good = named("good", EcJwkGenerator.generateJwk(EllipticCurves.P256));
    JsonWebKey secret = named("secret", OctJwkGenerator.generateJwk(256));
    JsonWebKey weak = named("weak", RsaJwkGenerator.generateJwk(1024));
    JsonWebKey curve = named("curve", EcJwkGenerator.generateJwk(EllipticCurves.P384));
    JsonWebKey nameless = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    RsaJsonWebKey encrypts = named("encrypts", RsaJwkGenerator.generateJwk(2048));
    encrypts.setUse("enc");

    Map<String, VerificationKey> keys =
        VerificationKeys.parse(set(good, secret, weak, curve, nameless, encrypts));

    assertEquals(Set.of("good"), keys.keySet());
  }

  @Test
  void refusesAnEndlessSet() {
    JsonWebKey[] many =
        IntStream.range(0, 65).mapToObj(i -> TestIssuer.newKey("k" + i)).toArray(JsonWebKey[]::new);

    assertThrows(IllegalArgumentException.class, () -> VerificationKeys.parse(set(many)));
  }

  private static <K extends JsonWebKey> K named(String id, K key) {
    key.setKeyId(id);
    return key;
  }

  private static String set(JsonWebKey... keys) {
    return Stream.of(keys)
        .map(key -> key.toJson(OutputControlLevel.INCLUDE_SYMMETRIC))
        .collect(Collectors.joining(",", "{\"keys\":[", "]}"));
  }
}
