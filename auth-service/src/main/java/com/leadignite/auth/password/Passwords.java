package com.leadignite.auth.password;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes and checks stored password hashes. Every method takes tens of milliseconds of CPU. */
@Singleton
public final class Passwords {

  private static final Logger LOG = Logger.getLogger(Passwords.class);
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;

  // Made by the reference implementation's command line tool, with a salt as long as ours: another
  // would not reach libsodium.
  private static final String KNOWN_PASSWORD = "password";
  private static final String KNOWN_HASH =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
          + "$yrdGtGIZk/3JHsUHh5gLQUqQppLwvGjf4Z+cJbPLqew";

  private final PasswordHasher hasher;
  private final SecureRandom random;
  private final MeterRegistry registry;
  private final PhcHash nobody;

  Passwords(PasswordHasher hasher, SecureRandom random, MeterRegistry registry) {
    this.hasher = hasher;
    this.random = random;
    this.registry = registry;
    this.nobody = new PhcHash(Argon2Parameters.CURRENT, bytes(SALT_BYTES), bytes(HASH_BYTES));
  }

  void testAtStart(@Observes StartupEvent start) {
    if (!PhcHash.parse(KNOWN_HASH).isOf(KNOWN_PASSWORD.getBytes(StandardCharsets.UTF_8), hasher)) {
      throw new IllegalStateException(
          "the Argon2id implementation " + hasher.name() + " computes wrong hashes");
    }
    LOG.infof(
        "passwords are hashed with argon2id, which computed a known hash implementation=%s",
        hasher.name());
    Gauge.builder("leadignite.password.hasher", () -> 1)
        .tag("implementation", hasher.name())
        .description("1 for what computes password hashes: libsodium, or the slower fallback")
        .register(registry);
  }

  /** The form to store. */
  public String hash(Password password) {
    Argon2Parameters parameters = Argon2Parameters.CURRENT;
    byte[] salt = bytes(SALT_BYTES);
    byte[] hash = hasher.argon2id(password.utf8(), salt, parameters, HASH_BYTES);
    return new PhcHash(parameters, salt, hash).format();
  }

  /**
   * Whether it is the password that was stored. If none was, because there is no such account or it
   * has no password, as much is computed and the answer is no (ASVS 6.3.8).
   */
  public boolean isRight(Password password, @Nullable String stored) {
    PhcHash hash = stored == null ? nobody : PhcHash.parse(stored);
    return hash.isOf(password.utf8(), hasher) && stored != null;
  }

  /** Whether the hash has another cost than today's, and should be replaced. */
  public boolean isOutdated(String stored) {
    return !PhcHash.parse(stored).parameters().equals(Argon2Parameters.CURRENT);
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
