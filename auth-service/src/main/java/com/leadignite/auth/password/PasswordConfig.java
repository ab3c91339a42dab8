package com.leadignite.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.OptionalInt;

/** How passwords are checked, and how often one may guess. */
@ConfigMapping(prefix = "leadignite.auth.password")
public interface PasswordConfig {

  /** Threads that hash, 19 MiB each; the number of processors unless set. */
  OptionalInt threads();

  /**
   * Hashes that may wait for a thread. More are refused with 503: whoever waits longer has gone
   * away, and the queue is what an attacker fills.
   */
  @WithDefault("64")
  int queue();

  /** The fewest characters of a new password. */
  @WithName("min-length")
  @WithDefault("12")
  int minLength();

  /** Failures before somebody is locked out. */
  Lock lock();

  /** When guessing is stopped, for {@code leadignite.lockout.duration}. */
  interface Lock {
    /** Failures at one account: of a known address alone, or of all strangers together. */
    @WithDefault("5")
    int failures();

    /** Failures of one address at all accounts together. */
    @WithName("address-failures")
    @WithDefault("50")
    int addressFailures();
  }
}
