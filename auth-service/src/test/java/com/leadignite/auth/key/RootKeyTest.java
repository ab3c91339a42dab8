package com.leadignite.auth.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.guard.seal.SealingKeys;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RootKeyTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
  private static final String ANOTHER_KEY = "ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=";
  private static final byte[] PLAIN = "a private key".getBytes(UTF_8);
  private static final UUID KID = UUID.fromString("01a2029a-094b-7e9c-84b5-d8974993011f");

  // Computed by another implementation (pyca/cryptography).
  private static final String SEALED =
      "028a6b17b9cafebabefacedbaddecaf888e21f74eabea9d858155979c2aa"
          + "821876fb23a4cfeb8e2819c64308ec5f";

  // Made by the first version of this service, before seals had key ids: one nonce begins as a seal
  // with a key id does.
  private static final String SEALED_BEFORE =
      "cafebabefacedbaddecaf888e21f74eabea9d858155979c2aa3c9a9a2548855a1595564ab9ef612e75";
  private static final String SEALED_BEFORE_AND_ALIKE =
      "02febabefacedbaddecaf888297486602038e0d03f5e5e0246c7c5fcb57761ebea2483e8a80849c690";

  private final RootKey root = root(KEY);

  private static RootKey root(String keys) {
    return new RootKey(SealingKeys.parse("a.property", keys), new SecureRandom());
  }

  @Test
  void opensWhatItSealedUnderThatIdAlone() {
    byte[] sealed = root.seal(PLAIN, KID);

    assertArrayEquals(PLAIN, root.open(sealed, KID));
    assertThrows(DecryptionFailed.class, () -> root.open(sealed, new UUID(0, 0)));
  }

  @ParameterizedTest
  @ValueSource(strings = {SEALED, SEALED_BEFORE, SEALED_BEFORE_AND_ALIKE})
  void opensWhatIsStoredUnderThatKeyAndThatId(String sealed) {
    byte[] bytes = HEX.parseHex(sealed);

    assertArrayEquals(PLAIN, root.open(bytes, KID));
    assertArrayEquals(PLAIN, root(ANOTHER_KEY + "," + KEY).open(bytes, KID));
    assertThrows(DecryptionFailed.class, () -> root(ANOTHER_KEY).open(bytes, KID));
    assertThrows(DecryptionFailed.class, () -> root.open(bytes, new UUID(0, 0)));
    byte[] changed = bytes.clone();
    changed[changed.length - 1] ^= 1;
    assertThrows(DecryptionFailed.class, () -> root.open(changed, KID));
  }

  @Test
  void sealsWithTheFirstOfSeveral() {
    byte[] sealed = root(ANOTHER_KEY + "," + KEY).seal(PLAIN, KID);

    assertArrayEquals(PLAIN, root(ANOTHER_KEY).open(sealed, KID));
    assertThrows(DecryptionFailed.class, () -> root.open(sealed, KID));
  }

  @Test
  void derivesAnotherKeyForEachPurpose() {
    assertEquals(
        "22f4816fec740024dca65a11847eb5a109f52b92c16b1e8376b6049d406e570f",
        HEX.formatHex(root.derive("a purpose").getEncoded()));
    assertFalse(
        Arrays.equals(
            root.derive("a purpose").getEncoded(), root.derive("another purpose").getEncoded()));
    assertArrayEquals(
        root.derive("a purpose").getEncoded(),
        root(KEY + "," + ANOTHER_KEY).derive("a purpose").getEncoded());
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    for (int length : new int[] {0, 16, 31, 33}) {
      String key = Base64.getEncoder().encodeToString(new byte[length]);
      assertThrows(IllegalArgumentException.class, () -> root(key));
    }
  }
}
