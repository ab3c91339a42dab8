package com.leadignite.webhook.source;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.leadignite.webhook.signature.Secret;
import com.leadignite.webhook.source.SecretBox.Place;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SecretBoxTest {

  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);
  private static final Secret SECRET = Secret.of("a secret of sufficient length");
  private static final Place PLACE = new Place(new UUID(1, 1), new UUID(2, 2), new UUID(3, 3));

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

  @Test
  void doesNotOpenInAnotherRow() {
    byte[] sealed = box(KEY).seal(PLACE, SECRET);
    Place elsewhere = new Place(new UUID(9, 9), PLACE.sourceId(), PLACE.secretId());

    assertThrows(IllegalStateException.class, () -> box(KEY).open(elsewhere, sealed));
  }

  @Test
  void doesNotOpenWithAnotherKeyOrWithAnyByteChanged() {
    byte[] sealed = box(KEY).seal(PLACE, SECRET);
    byte[] otherKey = new byte[32];
    otherKey[0] = 1;
    SecretBox other = box(Base64.getEncoder().encodeToString(otherKey));

    assertThrows(IllegalStateException.class, () -> other.open(PLACE, sealed));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThrows(IllegalStateException.class, () -> box(KEY).open(PLACE, changed));
    }
    assertThrows(IllegalStateException.class, () -> box(KEY).open(PLACE, new byte[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "short", "AAAA", "!"})
  void refusesAKeyThatIsNotOf32Bytes(String key) {
    assertThrows(IllegalStateException.class, () -> box(key));
  }
}
