package com.leadignite.auth.password;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import java.util.Map;

/**
 * Why a password is not good enough.
 *
 * @param reason what clients switch on: {@code length} or {@code pwned}
 * @param message what people read
 */
public record Weakness(String reason, String message) {

  static final Weakness PWNED =
      new Weakness(
          "pwned",
          "Password is known to be weak and easy to guess, please choose a different one.");

  static Weakness ofLength(int atLeast) {
    return new Weakness("length", "Password should be at least " + atLeast + " characters.");
  }

  /** Its refusal, as a new password. */
  Problem problem() {
    return new Problem(AuthProblem.WEAK_PASSWORD, message)
        .with("weak_password", Map.of("reasons", List.of(reason)));
  }
}
