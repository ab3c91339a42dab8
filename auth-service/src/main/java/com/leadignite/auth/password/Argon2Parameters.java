package com.leadignite.auth.password;

/**
 * The cost of an Argon2id hash (RFC 9106).
 *
 * @param memoryKib memory in KiB
 * @param iterations passes over the memory
 * @param parallelism lanes
 */
record Argon2Parameters(int memoryKib, int iterations, int parallelism) {

  /** OWASP's first choice: 19 MiB, two passes, one lane. */
  static final Argon2Parameters CURRENT = new Argon2Parameters(19_456, 2, 1);

  Argon2Parameters {
    // Also keeps a tampered row from asking for all our memory.
    if (memoryKib < 8 * parallelism || memoryKib > 1 << 20) {
      throw new IllegalArgumentException("memory out of range");
    }
    if (iterations < 1 || iterations > 100 || parallelism < 1 || parallelism > 16) {
      throw new IllegalArgumentException("iterations or parallelism out of range");
    }
  }
}
