package com.leadignite.leads.call;

import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.UUID;

/** The problems that several operations on calls share. */
final class CallProblems {

  private CallProblems() {}

  /** The one answer for a call that is not there, not with a lead of theirs, or no UUID (B34). */
  static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such call.");
  }

  /** For a change that the caller may not make to a call they see. */
  static Problem forbidden() {
    return new Problem(CommonProblem.FORBIDDEN, "You may not change this call in this way.");
  }

  /**
   * The id in a path.
   *
   * @throws Problem {@code not-found} if it is no UUID, so that no query is made with it
   */
  static UUID id(String text) {
    return Uuids.parse(text).orElseThrow(CallProblems::notFound);
  }

  /**
   * The id of a lead in a path.
   *
   * @throws Problem {@code not-found} likewise
   */
  static UUID leadId(String text) {
    return Uuids.parse(text)
        .orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND, "There is no such lead."));
  }
}
