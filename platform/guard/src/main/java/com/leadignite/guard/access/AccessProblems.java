package com.leadignite.guard.access;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.stream.Collectors;

/** The refusals of the access check, with their challenges (RFC 6750, section 3). */
final class AccessProblems {

  private AccessProblems() {}

  static Problem noCredential() {
    return unauthenticated("Bearer");
  }

  static Problem invalidToken() {
    return unauthenticated("Bearer error=\"invalid_token\"");
  }

  private static Problem unauthenticated(String challenge) {
    return new Problem(CommonProblem.UNAUTHENTICATED, "Sign in, and send a valid bearer token.")
        .header(HttpHeaders.WWW_AUTHENTICATE, challenge);
  }

  static Problem forbidden(AccessRule rule, Decision.Denied denied) {
    Problem problem = new Problem(denied.problem(), denied.detail());
    if (denied.problem() == CommonProblem.INSUFFICIENT_SCOPE) {
      problem.header(
          HttpHeaders.WWW_AUTHENTICATE,
          "Bearer error=\"insufficient_scope\", scope=\""
              + rule.scopes().stream().sorted().collect(Collectors.joining(" "))
              + "\"");
    }
    return problem;
  }
}
