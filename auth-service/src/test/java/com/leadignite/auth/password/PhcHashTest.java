package com.leadignite.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhcHashTest {

  private static final String REFERENCE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";

  @Test
  void agreesWithTheReferenceImplementation() {
    PhcHash hash = PhcHash.parse(REFERENCE);

    assertTrue(hash.isOf("password".getBytes(StandardCharsets.UTF_8), new JavaArgon2()));
    assertFalse(hash.isOf("passwore".getBytes(StandardCharsets.UTF_8), new JavaArgon2()));
    assertEquals(REFERENCE, hash.format());
    assertEquals("PhcHash", hash.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "password",
        "$argon2i$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=16$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=9999999,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4",
        "$argon2id$v=19$m=256,t=0,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
      })
  void refusesWhatIsNoHashOfOurs(String text) {
    assertThrows(IllegalArgumentException.class, () -> PhcHash.parse(text));
  }

  /** What a tampered row can ask for is bounded, and each bound is one. */
  @ParameterizedTest
  @Tag("B39")
  @CsvSource({
    "8, 1, 1, true",
    "7, 1, 1, false",
    "127, 1, 16, false",
    "128, 1, 16, true",
    "136, 1, 17, false",
    "1048576, 1, 1, true",
    "1048577, 1, 1, false",
    "256, 100, 1, true",
    "256, 101, 1, false",
    "256, 0, 1, false",
    "256, 1, 0, false"
  })
  void boundsWhatAHashCosts(int memory, int iterations, int parallelism, boolean taken) {
    String text =
        "$argon2id$v=19$m=%d,t=%d,p=%d$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"
            .formatted(memory, iterations, parallelism);

    if (taken) {
      assertEquals(text, PhcHash.parse(text).format());
    } else {
      assertThrows(IllegalArgumentException.class, () -> PhcHash.parse(text));
    }
  }

  /** A hash is read as it was written, whatever its bytes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isReadAsItIsWritten(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] salt = new byte[8 + random.nextInt(40)];
      byte[] hash = new byte[16 + random.nextInt(80)];
      random.nextBytes(salt);
      random.nextBytes(hash);
      String text = new PhcHash(Argon2Parameters.CURRENT, salt, hash).format();

      PhcHash read = PhcHash.parse(text);

      assertEquals(text, read.format());
      assertEquals(Argon2Parameters.CURRENT, read.parameters());
    }
  }
}
