package com.leadignite.auth.password;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/** Chooses what computes Argon2id: libsodium if it loads and computes correctly, else Java. */
final class ChooseHasher {

  private static final Logger LOG = Logger.getLogger(ChooseHasher.class);

  private ChooseHasher() {}

  @Produces
  @Singleton
  static PasswordHasher fastest() {
    PasswordHasher java = new JavaArgon2();
    try {
      return new SodiumArgon2(Sodium.load(), java);
    } catch (UnsatisfiedLinkError e) {
      LOG.warnf(
          "libsodium cannot be used, so passwords are hashed in Java at a third of its speed or"
              + " less: %s",
          e.getMessage());
      return java;
    }
  }
}
