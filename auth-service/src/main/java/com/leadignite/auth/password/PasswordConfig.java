package com.leadignite.auth.password;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.util.Optional;
import java.util.OptionalInt;

/** How passwords are checked. */
@ConfigMapping(prefix = "leadignite.auth.password")
public interface PasswordConfig {

  /** Threads that hash, 19 MiB each; the number of processors unless set. */
  OptionalInt threads();

  /**
   * Hashes that may wait for a thread. More are refused with 503: clients give up before their turn
   * would come, and an attacker would fill a longer queue.
   */
  @WithDefault("64")
  int queue();

  /** The fewest characters of a new password. */
  @WithName("min-length")
  @WithDefault("12")
  int minLength();

  /**
   * The fewest guesses that zxcvbn estimates a new password to take; fewer, and it counts as
   * common. The default is the third of zxcvbn's five levels.
   */
  @WithName("min-guesses")
  @WithDefault("100000000")
  long minGuesses();

  /** Passwords known from breaches. */
  Breached breached();

  /** Passwords known from breaches. */
  interface Breached {

    /** Whether the most common ones are refused, by a filter that is part of the service. */
    @WithDefault("true")
    boolean refused();

    /**
     * Where all others are looked up by the range protocol of Have I Been Pwned: the address before
     * the five digits. They are not unless it is set.
     */
    @WithName("range-url")
    Optional<URI> rangeUrl();

    /** Whether that address may lead into a private network, to a server of the operator's. */
    @WithName("private-addresses")
    @WithDefault("false")
    boolean privateAddresses();
  }
}
