package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.inject.Singleton;
import java.time.Clock;

/**
 * Requires a fresh sign-in if only the body shows that one is needed; otherwise declare {@link
 * Access#fresh}.
 */
@Singleton
public final class FreshSignIn {

  private final AccessConfig config;
  private final Clock clock;

  FreshSignIn(AccessConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /**
   * Checks that a person's last sign-in is as fresh as {@link Access#fresh} requires.
   *
   * @throws Problem {@code fresh-sign-in-needed}, 403
   */
  public void require(Caller.Person person) {
    if (!AccessPolicy.isFresh(person, clock.instant(), config.freshWithin())) {
      throw new Problem(CommonProblem.FRESH_SIGN_IN_NEEDED, AccessPolicy.SIGN_IN_AGAIN);
    }
  }
}
