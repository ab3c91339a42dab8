package com.leadignite.auth.throttle;

import com.leadignite.guard.id.UserId;
import com.leadignite.guard.limit.Lockout;
import com.leadignite.guard.limit.Lockout.Admission;
import com.leadignite.guard.limit.Lockout.Attempt;
import com.leadignite.guard.limit.Lockout.Count;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Stops the guessing of second factors. Counted for the person, over all sessions, challenges,
 * factors and recovery codes (B11): a guesser knows the password and has any number of these. While
 * others have locked the person out, the networks and devices that they use are left attempts of
 * their own (B14).
 */
@Singleton
public final class SecondFactorThrottle {

  private static final String KIND = "second-factor";

  private final Admissions admissions;
  private final Lockout lockout;
  private final ThrottleConfig config;

  SecondFactorThrottle(Admissions admissions, Lockout lockout, ThrottleConfig config) {
    this.admissions = admissions;
    this.lockout = lockout;
    this.config = config;
  }

  /**
   * Has an attempt checked, which takes its place before that, and counts its outcome. Fails with
   * locked-out or too-many-requests, 429, or with 503 if Redis is unavailable. What the check fails
   * with is no outcome and does not count.
   *
   * @param source the client's device if it is known, and else its address, or its network
   * @param known whether the person has shown a second factor from there lately; asked only while
   *     strangers are locked out
   * @param right whether what was found is a success
   */
  public <T> Uni<T> evaluate(
      UserId user,
      String source,
      Supplier<Uni<Boolean>> known,
      Supplier<Uni<T>> check,
      Predicate<T> right) {
    return admissions
        .take(new Count(KIND, user.toString(), source, config.failures()))
        .chain(attempt ->
            admissions
                .giveBack(attempt, admitted(attempt, known).chain(() -> check.get()))
                .call(found ->
                    right.test(found) ? lockout.succeeded(attempt) : lockout.failed(attempt))
                .invoke(found -> refuseWhileLocked(attempt, right.test(found))));
  }

  private static Uni<Void> admitted(Attempt attempt, Supplier<Uni<Boolean>> known) {
    return attempt.admission() == Admission.OPEN
        ? Uni.createFrom().voidItem()
        : known
            .get()
            .invoke(isKnown -> {
              if (!isKnown) {
                throw Admissions.locked(attempt.lockedFor());
              }
            })
            .replaceWithVoid();
  }

  /** A wrong attempt from a known network is answered as those of strangers are. */
  private static void refuseWhileLocked(Attempt attempt, boolean right) {
    if (!right && attempt.admission() != Admission.OPEN) {
      throw Admissions.locked(attempt.lockedFor());
    }
  }
}
