package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.source.SecretBox.Place;
import java.nio.charset.StandardCharsets;
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

final class SecretBoxTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final Secret SECRET = Secret.of("a secret of sufficient length");
  private static final Place PLACE = new Place(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3));

  private static final HexFormat HEX = HexFormat.of();
  private static final String PUBLISHED_KEY =
      Base64.getEncoder()
          .encodeToString(HEX.parseHex("feffe9928665731c6d6a8f9467308308".repeat(2)));
  private static final String NONCE = "cafebabefacedbaddecaf888";
  private static final String PLAIN =
      "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a72"
          + "1c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255";
  private static final String CIPHERTEXT =
      "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa"
          + "8cb08e48590dbb3da7b08b1056828838c5f61e6393ba7a0abcc9f662898015ad";
  private static final String TAG = "1dc5a7cc7beffd74120919e12ee80740";

  private static SecretBox box(String key) {
    return new SecretBox(new TestingSourceConfig(key), new SecureRandom());
  }

  @Test
  void opensWhatItSealed() {
    byte[] sealed = box(KEY).seal(PLACE, SECRET);

    assertArrayEquals(SECRET.bytes(), box(KEY).open(PLACE, sealed).bytes());
  }

  @Test
  void sealsTheSameSecretDifferentlyEachTimeAndNotInTheClear() {
    String first = new String(box(KEY).seal(PLACE, SECRET), StandardCharsets.ISO_8859_1);
    String second = new String(box(KEY).seal(PLACE, SECRET), StandardCharsets.ISO_8859_1);

    assertFalse(first.equals(second));
    assertFalse(first.contains("secret"));
  }

  /**
   * Test case 15 of McGrew and Viega, "The Galois/Counter Mode of Operation", whose ciphertext this
   * is; the tag, which also covers the row's ids, was computed by another implementation (OpenSSL).
   * What is stored is opened by later versions: neither the form nor the ids' text may change.
   */
  @Test
  void sealsAsPublished() {
    Secret secret = Secret.of(HEX.parseHex(PLAIN));
    byte[] stored = HEX.parseHex("01" + NONCE + CIPHERTEXT + TAG);

    byte[] sealed =
        new SecretBox(new TestingSourceConfig(PUBLISHED_KEY), new FixedRandom(NONCE))
            .seal(PLACE, secret);

    assertArrayEquals(stored, sealed);
    assertArrayEquals(secret.bytes(), box(PUBLISHED_KEY).open(PLACE, stored).bytes());
  }

  static Stream<Place> otherRows() {
    UUID other = new UUID(9, 9);
    return Stream.of(
        new Place(other, PLACE.sourceId(), PLACE.secretId()),
        new Place(PLACE.tenantId(), other, PLACE.secretId()),
        new Place(PLACE.tenantId(), PLACE.sourceId(), other),
        new Place(PLACE.sourceId(), PLACE.tenantId(), PLACE.secretId()));
  }

  @ParameterizedTest
  @MethodSource("otherRows")
  void doesNotOpenInAnotherRow(Place elsewhere) {
    byte[] sealed = box(KEY).seal(PLACE, SECRET);

    doesNotOpen(box(KEY), elsewhere, sealed);
  }

  @Test
  void doesNotOpenWithAnotherKey() {
    byte[] sealed = box(KEY).seal(PLACE, SECRET);

    for (int bit = 0; bit < 256; bit++) {
      byte[] other = new byte[32];
      other[bit / 8] ^= (byte) (1 << bit % 8);
      doesNotOpen(box(Base64.getEncoder().encodeToString(other)), PLACE, sealed);
    }
  }

  @Test
  void doesNotOpenWithAnyBitChangedOrAnyByteMissingOrAdded() {
    byte[] sealed = box(KEY).seal(PLACE, SECRET);

    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] changed = sealed.clone();
      changed[bit / 8] ^= (byte) (1 << bit % 8);
      doesNotOpen(box(KEY), PLACE, changed);
    }
    for (int length = 0; length < sealed.length; length++) {
      doesNotOpen(box(KEY), PLACE, Arrays.copyOf(sealed, length));
    }
    doesNotOpen(box(KEY), PLACE, Arrays.copyOf(sealed, sealed.length + 1));
  }

  @Test
  void takesTheNonceOfOneSealForAnotherOnlyWithItsCiphertext() {
    byte[] one = box(KEY).seal(PLACE, SECRET);
    byte[] other = box(KEY).seal(PLACE, SECRET);
    byte[] mixed = one.clone();
    System.arraycopy(other, 1, mixed, 1, 12);

    doesNotOpen(box(KEY), PLACE, mixed);
  }

  @Test
  void tellsNothingOfKeyAndSecretWhenItDoesNotOpen() {
    byte[] sealed = box(KEY).seal(PLACE, SECRET);
    sealed[sealed.length - 1] ^= 1;

    IllegalStateException e =
        assertThrows(IllegalStateException.class, () -> box(KEY).open(PLACE, sealed));

    assertEquals(
        "a stored secret does not open; was leadignite.webhook.secret-encryption-key changed?",
        e.getMessage());
  }

  private static void doesNotOpen(SecretBox box, Place place, byte[] stored) {
    assertThrows(IllegalStateException.class, () -> box.open(place, stored));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAA", "!"})
  void refusesAKeyThatIsNotOf32Bytes(String key) {
    assertThrows(IllegalStateException.class, () -> box(key));
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
