package com.leadignite.guard.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class HashesTest {

  @Test
  void digestsThePublishedVectors() {
    // FIPS 180-4, examples of the Secure Hash Standard.
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Sha256.hex(""));
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", Sha256.hex("abc"));
    assertEquals(
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        Sha256.hex("a".getBytes(UTF_8), "bc".getBytes(UTF_8)));
  }

  @Test
  void computesThePublishedCodes() {
    // RFC 4231, test cases 1, 2 and 6.
    byte[] key = new byte[20];
    Arrays.fill(key, (byte) 0x0b);
    assertEquals(
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7",
        HexFormat.of().formatHex(HmacSha256.withKey(key).of("Hi There")));
    assertEquals(
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843",
        HexFormat.of()
            .formatHex(
                HmacSha256.withKey(new SecretKeySpec("Jefe".getBytes(UTF_8), HmacSha256.ALGORITHM))
                    .of("what do ya ".getBytes(UTF_8), "want for nothing?".getBytes(UTF_8))));
    byte[] longKey = new byte[131];
    Arrays.fill(longKey, (byte) 0xaa);
    assertEquals(
        "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54",
        HexFormat.of()
            .formatHex(
                HmacSha256.withKey(longKey)
                    .of("Test Using Larger Than Block-Size Key - Hash Key First")));
  }

  @Test
  void makesTokensOf256BitsThatAreNeverTheSame() {
    SecureRandom random = new SecureRandom();

    String token = RandomToken.make(random);

    assertEquals(32, Base64.getUrlDecoder().decode(token).length);
    assertEquals(43, token.length());
    assertNotEquals(token, RandomToken.make(random));
  }

  @Test
  void doNotPrintTheKey() {
    assertEquals("HmacSha256", HmacSha256.withKey(new byte[] {1}).toString());
  }
}
