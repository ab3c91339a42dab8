package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.guard.seal.DecryptionFailed;
import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.source.SecretSealer.SecretId;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretSealerTest {

  private static final HexFormat HEX = HexFormat.of();
  private static final String KEY =
      Base64.getEncoder()
          .encodeToString(
              HEX.parseHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
  private static final String ANOTHER_KEY =
      Base64.getEncoder()
          .encodeToString(
              HEX.parseHex("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f"));
  private static final Secret SECRET = Secret.of("a secret of sufficient length");
  private static final UUID TENANT = UUID.fromString("01a2029a-094b-7e9c-84b5-d8974993011f");
  private static final UUID SOURCE = UUID.fromString("7b1c7c3e-6f5a-4f0e-9d3c-2a1b0c9d8e7f");
  private static final UUID ID = UUID.fromString("01a2029a-0950-7e9c-84b5-d89749930120");
  private static final SecretId ROW = new SecretId(TENANT, SOURCE, ID);

  // Computed by another implementation (pyca/cryptography).
  private static final String STORED =
      "02d6ebc699cafebabefacedbaddecaf888"
          + "eb83d343c9082a6f66643bfd0868ef596443a934b16d4a182bb16305d6"
          + "37eb36294d879eed8a944a07beb5e80b";

  // Made by the first version of this service, before seals had key ids.
  private static final String STORED_BEFORE =
      "01cafebabefacedbaddecaf888"
          + "eb83d343c9082a6f66643bfd0868ef596443a934b16d4a182bb16305d6"
          + "e05d7d62ebbd0e7db1f53c1952e489a6";

  private static SecretSealer sealer(String keys) {
    return new SecretSealer(new TestingSourceConfig(keys), new SecureRandom());
  }

  @Test
  void opensWhatItSealed() {
    byte[] sealed = sealer(KEY).seal(ROW, SECRET);

    assertArrayEquals(SECRET.bytes(), sealer(KEY).open(ROW, sealed).bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {STORED, STORED_BEFORE})
  void opensWhatIsStored(String stored) {
    byte[] bytes = HEX.parseHex(stored);

    assertArrayEquals(SECRET.bytes(), sealer(KEY).open(ROW, bytes).bytes());
    assertArrayEquals(SECRET.bytes(), sealer(ANOTHER_KEY + "," + KEY).open(ROW, bytes).bytes());
    assertThrows(DecryptionFailed.class, () -> sealer(ANOTHER_KEY).open(ROW, bytes));
    assertEquals(Optional.empty(), sealer(ANOTHER_KEY).openIfReadable(ROW, bytes));
  }

  static Stream<SecretId> otherRows() {
    UUID other = new UUID(9, 9);
    return Stream.of(
        new SecretId(other, SOURCE, ID),
        new SecretId(TENANT, other, ID),
        new SecretId(TENANT, SOURCE, other),
        new SecretId(SOURCE, TENANT, ID));
  }

  @ParameterizedTest
  @MethodSource("otherRows")
  void doesNotOpenInAnotherRow(SecretId elsewhere) {
    for (String stored : new String[] {STORED, STORED_BEFORE}) {
      assertThrows(DecryptionFailed.class, () -> sealer(KEY).open(elsewhere, HEX.parseHex(stored)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "01", "02", "0200000000", "03cafebabe"})
  void doesNotOpenWhatIsNoSeal(String stored) {
    assertThrows(DecryptionFailed.class, () -> sealer(KEY).open(ROW, HEX.parseHex(stored)));
  }

  @Test
  void startsWithNoOtherKeys() {
    assertThrows(IllegalArgumentException.class, () -> sealer("AAAA"));
  }
}
