package com.leadignite.guard.access;

import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.CommonProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * The organization that a client expects to act in, in {@code X-Organization}. What it acts in is
 * said by its token or cookie alone, and that changes under it: in another tab the person switched,
 * or a refresh brought a token of another organization since they were removed from this one. Then
 * what was typed for one organization must not be stored in the other.
 */
final class ExpectedOrganization {

  /** The refusal of a request that acts in another one. */
  static final Decision OTHER =
      new Decision.Denied(
          CommonProblem.OTHER_ORGANIZATION,
          "The credential acts in another organization than X-Organization says. Load the page"
              + " again.");

  private static final CharSequence FIELD = HttpHeaders.createOptimized("x-organization");

  private ExpectedOrganization() {}

  /** Whether a caller acts in the organization that the request expects, if it expects one. */
  static boolean isOf(Caller caller, HttpServerRequest request) {
    String expected = request.headers().get(FIELD);
    return expected == null
        || (caller instanceof Caller.Person person
            && Uuids.parse(expected).filter(person.tenantId().value()::equals).isPresent());
  }
}
