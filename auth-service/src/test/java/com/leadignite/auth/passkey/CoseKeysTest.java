package com.leadignite.auth.passkey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.webauthn4j.data.attestation.authenticator.COSEKey;
import java.security.KeyPairGenerator;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class CoseKeysTest {

  private static Cbor rsa(int modulus, int exponent) {
    byte[] odd = new byte[modulus];
    Arrays.fill(odd, (byte) 0xff);
    return new Cbor(Map.of("1", 3L, "3", -257L, "-1", odd, "-2", Arrays.copyOf(odd, exponent)), 0);
  }

  @Test
  void readsWhatAuthenticatorsMake() throws Exception {
    COSEKey elliptic = CoseKeys.read(Cbor.map(new Authenticator().coseKey));
    assertEquals(-7, elliptic.getAlgorithm().getValue());
    assertNotNull(elliptic.getPublicKey());
    byte[] encoded =
        ((EdECPublicKey) KeyPairGenerator.getInstance("Ed25519").generateKeyPair().getPublic())
            .getEncoded();
    COSEKey edwards =
        CoseKeys.read(
            new Cbor(
                Map.of(
                    "1",
                    1L,
                    "3",
                    -8L,
                    "-1",
                    6L,
                    "-2",
                    Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length)),
                0));
    assertEquals("EdDSA", edwards.getPublicKey().getAlgorithm());
    RSAPublicKey rsa = (RSAPublicKey) CoseKeys.read(rsa(256, 3)).getPublicKey();
    assertEquals(2048, rsa.getModulus().bitLength());
  }

  @Test
  @Tag("B39")
  void refusesKeysThatAreCostlyOrWeak() {
    assertThrows(PasskeyRefused.class, () -> CoseKeys.read(rsa(513, 3)));
    assertThrows(PasskeyRefused.class, () -> CoseKeys.read(rsa(128, 3)));
    assertThrows(PasskeyRefused.class, () -> CoseKeys.read(rsa(256, 5)));
  }

  @Test
  @Tag("B1")
  void refusesOtherAlgorithms() {
    for (long algorithm : new long[] {-65535, -36, -37, 5, 0}) {
      Cbor key = new Cbor(Map.of("1", 2L, "3", algorithm, "-1", 1L, "-2", new byte[32]), 0);
      assertThrows(PasskeyRefused.class, () -> CoseKeys.read(key));
    }
  }
}
