package com.leadignite.guard.access;

import com.leadignite.guard.problem.CommonProblem;

/** What the policy says to a caller. */
sealed interface Decision {

  /** The endpoint may be called. */
  record Allowed() implements Decision {}

  /**
   * It may not.
   *
   * @param problem the kind of refusal
   * @param detail what is missing, for the caller
   */
  record Denied(CommonProblem problem, String detail) implements Decision {}
}
