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
  private final AccessPolicy policy;
  private final Clock clock;

  FreshSignIn(AccessConfig config, AdminConfig admin, Clock clock) {
    this.policy = AccessPolicy.of(config, admin);
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

  /**
   * Checks factors and sign-in as an admin route does.
   *
   * @throws Problem {@code second-factor-needed} or {@code fresh-sign-in-needed}, 403
   */
  public void requireAsAdmin(Caller.Person person) {
    if (policy.decideAsAdmin(person, clock.instant()) instanceof Decision.Denied denied) {
      throw new Problem(denied.problem(), denied.detail());
    }
  }
}
