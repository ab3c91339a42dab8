package com.leadignite.auth.throttle;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.limit.Lockout;
import com.leadignite.guard.limit.Lockout.Attempt;
import com.leadignite.guard.limit.Lockout.Count;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Places among the attempts at something, and what is answered to those who get none. */
@Singleton
final class Admissions {

  private final Lockout lockout;

  Admissions(Lockout lockout) {
    this.lockout = lockout;
  }

  /** Takes a place; fails with locked-out or too-many-requests if there is none. */
  Uni<Attempt> take(Count count) {
    return lockout
        .attempt(count)
        .invoke(attempt -> {
          switch (attempt.admission()) {
            case OPEN, KNOWN_ONLY -> {}
            case BUSY -> throw busy();
            case LOCKED -> throw locked(attempt.lockedFor());
          }
        });
  }

  /** Gives the place back if the work fails or nobody waits for it any more. */
  <T> Uni<T> giveBack(Attempt attempt, Uni<T> work) {
    return work.onFailure()
        .call(() -> lockout.release(attempt).onFailure().recoverWithNull())
        .onCancellation()
        .call(() -> lockout.release(attempt));
  }

  private static Problem busy() {
    return new Problem(
            CommonProblem.TOO_MANY_REQUESTS, "Others are signing in to it. Try again shortly.")
        .header("Retry-After", "1");
  }

  static Problem locked(Duration lockedFor) {
    long seconds = Math.max(1, lockedFor.plusMillis(999).toSeconds());
    return AuthProblem.LOCKED_OUT.problem().header("Retry-After", Long.toString(seconds));
  }
}
