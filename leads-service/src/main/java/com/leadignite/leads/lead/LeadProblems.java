package com.leadignite.leads.lead;

import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.LeadsProblem;
import java.util.UUID;

/** The problems that several operations on leads share. */
final class LeadProblems {

  private LeadProblems() {}

  /** The one answer for a lead that is not there, not theirs, deleted, or no UUID (B34). */
  static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such lead.");
  }

  /**
   * The id in a path.
   *
   * @throws Problem {@code not-found} if it is no UUID, so that no query is made with it
   */
  static UUID id(String text) {
    return Uuids.parse(text).orElseThrow(LeadProblems::notFound);
  }

  /** For a change that the caller may not make to a lead they see. */
  static Problem forbidden() {
    return new Problem(CommonProblem.FORBIDDEN, "You may not change this lead in this way.");
  }

  /** For a status that cannot follow another. */
  static Problem statusChangeRefused(LeadStatus from, LeadStatus to) {
    return new Problem(
            LeadsProblem.STATUS_CHANGE_REFUSED,
            "A lead that is " + from.wireName() + " cannot become " + to.wireName() + ".")
        .with("allowed", from.next().stream().map(LeadStatus::wireName).toList());
  }

  /** For a report of a lead that somebody deletes at the same moment; sent again, it finds that. */
  static Problem changedMeanwhile() {
    return new Problem(CommonProblem.UNAVAILABLE, "Send it again shortly.")
        .header("Retry-After", "1");
  }

  /**
   * Ends a request that a policy does not allow.
   *
   * @throws Problem {@code not-found} or {@code forbidden}
   */
  static void require(Decision decision) {
    switch (decision) {
      case ALLOWED -> {}
      case FORBIDDEN -> throw forbidden();
      case HIDDEN -> throw notFound();
    }
  }
}
