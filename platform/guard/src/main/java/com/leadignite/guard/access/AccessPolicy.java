package com.leadignite.guard.access;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.problem.CommonProblem;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether a caller may call an endpoint: audience, role, scopes, factors and freshness, in
 * this order. A pure function of what it is given.
 */
record AccessPolicy(Duration freshWithin, Assurance adminAssurance, Duration adminFreshWithin) {

  static AccessPolicy of(AccessConfig config, AdminConfig admin) {
    return new AccessPolicy(config.freshWithin(), admin.assurance(), admin.freshWithin());
  }

  static final String SIGN_IN_AGAIN = "Sign in again and try again.";

  private static final Decision ALLOWED = new Decision.Allowed();
  private static final Decision SECOND_FACTOR_NEEDED =
      new Decision.Denied(
          CommonProblem.SECOND_FACTOR_NEEDED, "Show a second factor and try again.");
  private static final Decision FRESH_SIGN_IN_NEEDED =
      new Decision.Denied(CommonProblem.FRESH_SIGN_IN_NEEDED, SIGN_IN_AGAIN);

  Decision decide(AccessRule rule, Caller caller, Instant now) {
    return switch (caller) {
      case Caller.Service service -> decideService(rule, service);
      case Caller.Person person -> decidePerson(rule, person, now);
    };
  }

  private static Decision decideService(AccessRule rule, Caller.Service service) {
    return rule.audience() == Audience.SERVICE || rule.services()
        ? decideScopes(rule, service)
        : forbidden("This is not for services.");
  }

  private Decision decidePerson(AccessRule rule, Caller.Person person, Instant now) {
    if (rule.audience() == Audience.SERVICE) {
      return forbidden("This is for services only.");
    }
    if (person.isDelegated() && !rule.delegable()) {
      return forbidden(
          person.apiKeyId() != null
              ? "This is not for API keys."
              : "This is not for clients of partners.");
    }
    if (person.anonymous() && !rule.anonymous()) {
      return forbidden("This is not for anonymous users.");
    }
    if (!rule.roles().isEmpty() && !rule.roles().contains(person.role())) {
      return forbidden("The role " + person.role().wireName() + " may not do this.");
    }
    if (decideScopes(rule, person) instanceof Decision.Denied denied) {
      return denied;
    }
    if (person.isDelegated()) {
      // Factors and a fresh sign-in were shown when the key was made, or the client approved.
      return ALLOWED;
    }
    return decideSignIn(rule, person, now);
  }

  private Decision decideSignIn(AccessRule rule, Caller.Person person, Instant now) {
    if (!isSure(rule.assurance(), person)) {
      return SECOND_FACTOR_NEEDED;
    }
    Decision asAdmin = rule.audience() == Audience.ADMIN ? decideAsAdmin(person, now) : ALLOWED;
    if (asAdmin instanceof Decision.Denied denied
        && denied.problem() == CommonProblem.SECOND_FACTOR_NEEDED) {
      return asAdmin;
    }
    // Who signed in anonymously has shown nothing that they could show again.
    boolean outdated = !person.anonymous() && !isFresh(person, now, freshWithin);
    return rule.fresh() && outdated ? FRESH_SIGN_IN_NEEDED : asAdmin;
  }

  /** What an admin route requires of a sign-in, for what only a body shows to need it. */
  Decision decideAsAdmin(Caller.Person person, Instant now) {
    if (!isSure(adminAssurance, person)) {
      return SECOND_FACTOR_NEEDED;
    }
    return isFresh(person, now, adminFreshWithin) ? ALLOWED : FRESH_SIGN_IN_NEEDED;
  }

  private static Decision decideScopes(AccessRule rule, Caller caller) {
    return rule.scopes().stream().allMatch(scope -> hasScope(caller, scope))
        ? ALLOWED
        : new Decision.Denied(
            CommonProblem.INSUFFICIENT_SCOPE, "The credential lacks a scope this needs.");
  }

  private static boolean hasScope(Caller caller, String scope) {
    return caller.has(scope)
        || (scope.equals(Scope.SESSION.wireName())
            && caller instanceof Caller.Person person
            && !person.isDelegated());
  }

  private static boolean isSure(Assurance asked, Caller.Person person) {
    return switch (asked) {
      case FIRST_FACTOR -> true;
      case ALL_FACTORS -> !person.secondFactorPending();
      case TWO_FACTORS -> person.assuranceLevel() == AssuranceLevel.AAL2;
    };
  }

  static boolean isFresh(Caller.Person person, Instant now, Duration within) {
    return !person.authenticatedAt().plus(within).isBefore(now);
  }

  private static Decision forbidden(String detail) {
    return new Decision.Denied(CommonProblem.FORBIDDEN, detail);
  }
}
