package com.leadignite.auth.password;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * Argon2id by libsodium, which uses the processor's vector units. What libsodium does not compute
 * (other salts than of 16 bytes, more than one lane) is computed in Java, to the same result.
 */
final class SodiumArgon2 implements PasswordHasher {

  /** Made by the reference implementation's command line tool. */
  private static final String KNOWN =
      "cab746b4621993fdc91ec50787980b414a90a692f0bc68dfe19f9c25b3cba9ec";

  private final Sodium sodium;
  private final PasswordHasher java;

  /**
   * @throws UnsatisfiedLinkError if the library does not compute what the reference computes
   */
  SodiumArgon2(Sodium sodium, PasswordHasher java) {
    this.sodium = sodium;
    this.java = java;
    byte[] computed =
        argon2id(
            "password".getBytes(StandardCharsets.UTF_8),
            "somesaltsomesalt".getBytes(StandardCharsets.UTF_8),
            new Argon2Parameters(256, 2, 1),
            32);
    if (!HexFormat.of().formatHex(computed).equals(KNOWN)) {
      throw new UnsatisfiedLinkError("the library computes wrong hashes");
    }
  }

  @Override
  public byte[] argon2id(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
    if (salt.length != Sodium.SALT_BYTES || parameters.parallelism() != 1 || length < 16) {
      return java.argon2id(password, salt, parameters, length);
    }
    byte[] hash = new byte[length];
    int code =
        sodium.argon2id(
            hash, password, salt, parameters.iterations(), parameters.memoryKib() * 1024L);
    if (code != 0) {
      throw new IllegalStateException("no memory for a password hash");
    }
    return hash;
  }

  @Override
  public String name() {
    return "libsodium";
  }
}
