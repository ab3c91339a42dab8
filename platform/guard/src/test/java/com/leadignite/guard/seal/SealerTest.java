package com.leadignite.guard.seal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SealerTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final String KEY =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
  private static final String OTHER_KEY =
      "202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f";
  private static final UUID FIRST = UUID.fromString("01a2029a-094b-7e9c-84b5-d8974993011f");
  private static final UUID SECOND = UUID.fromString("7b1c7c3e-6f5a-4f0e-9d3c-2a1b0c9d8e7f");
  private static final AssociatedData DATA = AssociatedData.of("testing1", FIRST, SECOND);
  private static final byte[] PLAIN = "a secret of sufficient length".getBytes(US_ASCII);
  private static final String NONCE = "cafebabefacedbaddecaf888";

  // Computed by another implementation (pyca/cryptography): later versions open what is stored.
  private static final String SEALED =
      "02d6ebc699"
          + NONCE
          + "eb83d343c9082a6f66643bfd0868ef596443a934b16d4a182bb16305d6"
          + "e8525d3d73c1a016eaefc231da1718b8";
  private static final String SEALED_WITH_OTHER_KEY =
      "0206617b40"
          + NONCE
          + "e6df95121bc2e0f85d08ba00e0b245cea52c8edaa95a11a4468c1cd59e"
          + "ad2e4d367d1490cc702609a885423b95";
  private static final String SEALED_WITHOUT_KEY_ID =
      NONCE
          + "eb83d343c9082a6f66643bfd0868ef596443a934b16d4a182bb16305d6"
          + "019a9b0bb39a3e789a45aac192eee9a8";

  private static Sealer sealer(String... hexKeys) {
    return sealer(new SecureRandom(), hexKeys);
  }

  private static Sealer sealer(SecureRandom random, String... hexKeys) {
    String text =
        Stream.of(hexKeys)
            .map(key -> Base64.getEncoder().encodeToString(HEX.parseHex(key)))
            .reduce((some, one) -> some + "," + one)
            .orElseThrow();
    return new Sealer(SealingKeys.parse("a.property", text), random);
  }

  @Test
  void opensWhatItSealed() {
    byte[] sealed = sealer(KEY).seal(PLAIN, DATA);

    assertArrayEquals(PLAIN, sealer(KEY).open(sealed, DATA));
  }

  @Test
  void sealsAsAnotherImplementationDoes() {
    byte[] sealed = sealer(new FixedRandom(NONCE), KEY).seal(PLAIN, DATA);

    assertEquals(SEALED, HEX.formatHex(sealed));
    assertArrayEquals(PLAIN, sealer(KEY).open(HEX.parseHex(SEALED), DATA));
  }

  /** Test case 15 of McGrew and Viega, "The Galois/Counter Mode of Operation". */
  @Test
  void encryptsAsPublished() {
    byte[] plain =
        HEX.parseHex(
            "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
                + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255");
    String published =
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
            + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";

    byte[] sealed =
        sealer(new FixedRandom(NONCE), "feffe9928665731c6d6a8f9467308308".repeat(2))
            .seal(plain, DATA);

    assertEquals(published, HEX.formatHex(sealed, 17, 17 + 64));
  }

  @Test
  void sealsTheSameDifferentlyEachTimeAndNotInTheClear() {
    String first = HEX.formatHex(sealer(KEY).seal(PLAIN, DATA));
    String second = HEX.formatHex(sealer(KEY).seal(PLAIN, DATA));

    assertFalse(first.substring(10, 34).equals(second.substring(10, 34)), "nonces");
    assertFalse(first.equals(second));
    assertFalse(first.contains(HEX.formatHex(PLAIN)));
  }

  @Test
  void sealsWithTheFirstKeyAndOpensWithAll() {
    Sealer both = sealer(new FixedRandom(NONCE), OTHER_KEY, KEY);

    assertEquals(SEALED_WITH_OTHER_KEY, HEX.formatHex(both.seal(PLAIN, DATA)));
    assertArrayEquals(PLAIN, both.open(HEX.parseHex(SEALED), DATA));
    assertArrayEquals(PLAIN, both.open(HEX.parseHex(SEALED_WITH_OTHER_KEY), DATA));
    assertTrue(both.isChangingKeys());
    assertArrayEquals(HEX.parseHex("0206617b40"), both.currentHeader());
    assertFalse(sealer(KEY).isChangingKeys());
  }

  @Test
  void opensWhatWasStoredBeforeSealsHadKeyIds() {
    byte[] data = "as before".getBytes(US_ASCII);
    byte[] after = HEX.parseHex("ff" + SEALED_WITHOUT_KEY_ID);

    assertArrayEquals(
        PLAIN, sealer(KEY).openWithoutKeyId(HEX.parseHex(SEALED_WITHOUT_KEY_ID), 0, data));
    assertArrayEquals(PLAIN, sealer(OTHER_KEY, KEY).openWithoutKeyId(after, 1, data));
    assertThrows(DecryptionFailed.class, () -> sealer(OTHER_KEY).openWithoutKeyId(after, 1, data));
    assertThrows(DecryptionFailed.class, () -> sealer(KEY).openWithoutKeyId(after, 1, new byte[0]));
    assertThrows(DecryptionFailed.class, () -> sealer(KEY).openWithoutKeyId(new byte[11], 0, data));
    assertFalse(sealer(KEY).hasKeyId(after));
    assertTrue(sealer(KEY).hasKeyId(HEX.parseHex(SEALED)));
  }

  static Stream<AssociatedData> others() {
    return Stream.of(
        AssociatedData.of("testing2", FIRST, SECOND),
        AssociatedData.of("testing1", SECOND, FIRST),
        AssociatedData.of("testing1", FIRST, new UUID(0, 0)),
        AssociatedData.of("testing1", FIRST),
        AssociatedData.of("testing1"));
  }

  @ParameterizedTest
  @MethodSource("others")
  void doesNotOpenElsewhere(AssociatedData elsewhere) {
    byte[] sealed = sealer(KEY).seal(PLAIN, DATA);

    assertThrows(DecryptionFailed.class, () -> sealer(KEY).open(sealed, elsewhere));
  }

  @Test
  void doesNotOpenWithAnotherKey() {
    byte[] sealed = sealer(KEY).seal(PLAIN, DATA);

    for (int bit = 0; bit < 256; bit++) {
      byte[] other = HEX.parseHex(KEY);
      other[bit / 8] ^= (byte) (1 << bit % 8);
      Sealer wrong = sealer(HEX.formatHex(other));
      assertThrows(DecryptionFailed.class, () -> wrong.open(sealed, DATA));
      byte[] renamed = sealed.clone();
      System.arraycopy(wrong.currentHeader(), 0, renamed, 0, 5);
      assertThrows(DecryptionFailed.class, () -> wrong.open(renamed, DATA));
    }
  }

  @Test
  void doesNotOpenWithAnyBitChangedOrAnyByteMissingOrAdded() {
    Sealer sealer = sealer(KEY, OTHER_KEY);
    byte[] sealed = sealer.seal(PLAIN, DATA);

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      assertThrows(DecryptionFailed.class, () -> sealer.open(changed, DATA));
    }
    for (int length = 0; length < sealed.length; length++) {
      byte[] shorter = Arrays.copyOf(sealed, length);
      assertThrows(DecryptionFailed.class, () -> sealer.open(shorter, DATA));
    }
    byte[] longer = Arrays.copyOf(sealed, sealed.length + 1);
    assertThrows(DecryptionFailed.class, () -> sealer.open(longer, DATA));
  }

  @Test
  void tellsNothingOfKeyAndContent() {
    byte[] sealed = sealer(KEY).seal(PLAIN, DATA);
    sealed[sealed.length - 1] ^= 1;

    DecryptionFailed e = assertThrows(DecryptionFailed.class, () -> sealer(KEY).open(sealed, DATA));

    assertEquals(
        "stored bytes do not open; is the key they were sealed with in a.property?",
        e.getMessage());
    assertEquals("Sealer[a.property]", sealer(KEY).toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "much-too-long", "Capitals", "s p a c e"})
  void refusesAPurposeOfAnotherWidth(String purpose) {
    assertThrows(IllegalArgumentException.class, () -> AssociatedData.of(purpose, FIRST));
  }

  /** Random bytes that are known. */
  private static final class FixedRandom extends SecureRandom {

    private static final long serialVersionUID = 1L;

    private final String hex;

    FixedRandom(String hex) {
      this.hex = hex;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      byte[] known = HEX.parseHex(hex);
      System.arraycopy(known, 0, bytes, 0, bytes.length);
    }
  }
}
