package com.leadignite.auth.password;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SodiumArgon2Test {

  private final PasswordHasher java = new JavaArgon2();
  private final PasswordHasher sodium = new SodiumArgon2(Sodium.load(), java);

  @ParameterizedTest
  @CsvSource({"0, 8, 1", "1, 256, 2", "72, 1024, 3", "1024, 512, 2", "16, 19456, 2"})
  void computesWhatJavaComputes(int passwordLength, int memoryKib, int iterations) {
    byte[] password = new byte[passwordLength];
    Arrays.fill(password, (byte) 0xe7);
    byte[] salt = "0123456789abcdef".getBytes(StandardCharsets.UTF_8);
    Argon2Parameters parameters = new Argon2Parameters(memoryKib, iterations, 1);

    byte[] computed = sodium.argon2id(password, salt, parameters, 32);

    assertArrayEquals(java.argon2id(password, salt, parameters, 32), computed);
  }

  @Test
  @Tag("B31")
  void readsPasswordsToTheirEnd() {
    byte[] salt = new byte[16];
    Argon2Parameters parameters = new Argon2Parameters(64, 1, 1);
    byte[] one = new byte[73];
    byte[] other = one.clone();
    other[72] = 1;

    byte[] hash = sodium.argon2id(other, salt, parameters, 32);

    assertEquals(false, Arrays.equals(sodium.argon2id(one, salt, parameters, 32), hash));
  }

  @Test
  void leavesToJavaWhatTheLibraryDoesNotCompute() {
    byte[] password = "password".getBytes(StandardCharsets.UTF_8);
    byte[] shortSalt = "somesalt".getBytes(StandardCharsets.UTF_8);
    Argon2Parameters twoLanes = new Argon2Parameters(256, 2, 2);

    byte[] hash = sodium.argon2id(password, shortSalt, twoLanes, 24);

    assertArrayEquals(java.argon2id(password, shortSalt, twoLanes, 24), hash);
  }

  @Test
  void refusesALibraryThatComputesSomethingElse() {
    Sodium wrong = (out, password, salt, iterations, memoryBytes) -> 0;

    assertThrows(UnsatisfiedLinkError.class, () -> new SodiumArgon2(wrong, java));
  }
}
