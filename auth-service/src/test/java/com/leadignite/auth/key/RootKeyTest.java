package com.leadignite.auth.key;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class RootKeyTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final byte[] KEY =
      HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private static final byte[] PLAIN = "a private key".getBytes(UTF_8);

  /** Computed by another implementation (OpenSSL): later versions open what is stored today. */
  private static final String SEALED =
      "cafebabefacedbaddecaf888e21f74eabea9d858155979c2aa5858dc5ce19406988b0ba57b24ca35ec";

  private final RootKey root = new RootKey(KEY, new SecureRandom());

  @Test
  void opensWhatItSealed() {
    assertArrayEquals(PLAIN, root.open(root.seal(PLAIN, "a name"), "a name"));
  }

  @Test
  void opensWhatAnotherImplementationSealed() {
    assertArrayEquals(PLAIN, root.open(HEX.parseHex(SEALED), "a name"));
  }

  @Test
  void sealsTheSameDifferentlyEachTimeAndNotInTheClear() {
    String first = HEX.formatHex(root.seal(PLAIN, "a name"));
    String second = HEX.formatHex(root.seal(PLAIN, "a name"));

    assertFalse(first.equals(second));
    assertFalse(first.contains(HEX.formatHex(PLAIN)));
  }

  @Test
  void doesNotOpenUnderAnotherName() {
    doesNotOpen(root, root.seal(PLAIN, "a name"), "another name");
    doesNotOpen(root, root.seal(PLAIN, "a name"), "");
  }

  @Test
  void doesNotOpenWithAnotherKey() {
    byte[] sealed = root.seal(PLAIN, "a name");

    for (int bit = 0; bit < 256; bit++) {
      byte[] other = KEY.clone();
      other[bit / 8] ^= (byte) (1 << bit % 8);
      doesNotOpen(new RootKey(other, new SecureRandom()), sealed, "a name");
    }
  }

  @Test
  void doesNotOpenWithAnyBitChangedOrAnyByteMissingOrAdded() {
    byte[] sealed = root.seal(PLAIN, "a name");

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      doesNotOpen(root, changed, "a name");
    }
    for (int length = 0; length < sealed.length; length++) {
      doesNotOpen(root, Arrays.copyOf(sealed, length), "a name");
    }
    doesNotOpen(root, Arrays.copyOf(sealed, sealed.length + 1), "a name");
  }

  @Test
  void derivesAnotherKeyForEachPurpose() {
    assertEquals(
        "22f4816fec740024dca65a11847eb5a109f52b92c16b1e8376b6049d406e570f",
        HEX.formatHex(root.derive("a purpose").getEncoded()));
    assertFalse(
        Arrays.equals(
            root.derive("a purpose").getEncoded(), root.derive("another purpose").getEncoded()));
  }

  @Test
  void refusesAKeyOfAnotherLength() {
    for (int length : new int[] {0, 16, 31, 33}) {
      assertThrows(
          IllegalArgumentException.class, () -> new RootKey(new byte[length], new SecureRandom()));
    }
  }

  private static void doesNotOpen(RootKey root, byte[] sealed, String name) {
    assertThrows(IllegalStateException.class, () -> root.open(sealed, name));
  }
}
