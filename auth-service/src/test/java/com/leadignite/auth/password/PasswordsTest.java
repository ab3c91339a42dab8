package com.leadignite.auth.password;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.SecureRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PasswordsTest {

  private static final Password PASSWORD = Password.of("quartz lantern 94").orElseThrow();
  private static final Password OTHER = Password.of("quartz lantern 95").orElseThrow();

  /** Of the reference implementation's command line tool, at a cost that is not today's. */
  private static final String FROM_BEFORE =
      "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHRzb21lc2FsdA"
          + "$yrdGtGIZk/3JHsUHh5gLQUqQppLwvGjf4Z+cJbPLqew";

  private final TestingHasher hasher = new TestingHasher();
  private final Passwords passwords =
      new Passwords(hasher, new SecureRandom(), new SimpleMeterRegistry());

  @Test
  void recognizeWhatWasHashed() {
    String stored = passwords.hash(PASSWORD);

    assertTrue(passwords.isRight(PASSWORD, stored));
    assertFalse(passwords.isRight(OTHER, stored));
    assertFalse(passwords.isOutdated(stored));
  }

  @Test
  void areHashedWithASaltOfTheirOwn() {
    assertNotEquals(passwords.hash(PASSWORD), passwords.hash(PASSWORD));
  }

  @Test
  void recognizeWhatAnotherCostHashed() {
    assertTrue(passwords.isRight(Password.of("password").orElseThrow(), FROM_BEFORE));
    assertTrue(passwords.isOutdated(FROM_BEFORE));
  }

  @Test
  @Tag("B18")
  void hashOnceForAnAccountWithoutOne() {
    hasher.reset();

    assertFalse(passwords.isRight(PASSWORD, null));

    assertEquals(1, hasher.count());
  }
}
