package com.leadignite.auth.password;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;

/** Argon2id in Java, by Bouncy Castle. */
final class JavaArgon2 implements PasswordHasher {

  @Override
  public byte[] argon2id(byte[] password, byte[] salt, Argon2Parameters parameters, int length) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new org.bouncycastle.crypto.params.Argon2Parameters.Builder(
                org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_id)
            .withVersion(org.bouncycastle.crypto.params.Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKib())
            .withIterations(parameters.iterations())
            .withParallelism(parameters.parallelism())
            .withSalt(salt)
            .build());
    byte[] hash = new byte[length];
    generator.generateBytes(password, hash);
    return hash;
  }

  @Override
  public String name() {
    return "bouncy-castle";
  }
}
