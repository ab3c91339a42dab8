package com.leadignite.auth.password;

/**
 * Argon2id version 1.3 (RFC 9106). The seam between what a password hash means and who computes it:
 * pure Java serves everywhere, a C library is several times as fast in a native executable.
 */
interface PasswordHasher {

  /**
   * Computes a hash; takes tens of milliseconds and the memory that the parameters say.
   *
   * @param password any bytes
   * @param salt at least 8 bytes
   * @param parameters the cost
   * @param length bytes to make, at least 4
   */
  byte[] argon2id(byte[] password, byte[] salt, Argon2Parameters parameters, int length);

  /** What computes, for the log. */
  String name();
}
