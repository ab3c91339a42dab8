package com.leadignite.guard.body;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.FieldErrors;
import com.leadignite.guard.problem.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules that a request was found to break, thrown together so that a form can show them all.
 */
public final class Violations {

  private static final int MOST = 50;

  private final Set<Map<String, String>> found = new LinkedHashSet<>();

  /**
   * Notes a broken rule. Fifty are kept: nobody reads more.
   *
   * @param field the member or parameter as it is on the wire: {@code address.country}, {@code
   *     events[3].action}
   * @param message the rule, for a person to read; never the value that was sent
   */
  public void add(String field, String message) {
    if (found.size() < MOST) {
      found.add(FieldErrors.of(field, message));
    }
  }

  /** Whether no rule was found broken so far. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /**
   * Ends the request if anything was noted.
   *
   * @throws Problem {@code validation-failed}, with the list as member {@code errors}
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw asProblem();
    }
  }

  /** What {@link #throwIfAny} throws, to be thrown with more said of it. */
  public Problem asProblem() {
    return problem(new ArrayList<>(found));
  }

  /** Ends the request because of one broken rule. */
  public static Problem of(String field, String message) {
    return problem(List.of(FieldErrors.of(field, message)));
  }

  /** The same broken rules, of a member instead of the whole. */
  static Problem within(String name, Problem broken) {
    Violations violations = new Violations();
    if (broken.members().get("errors") instanceof List<?> errors) {
      for (Object error : errors) {
        if (error instanceof Map<?, ?> map) {
          violations.add(name + "." + map.get("field"), String.valueOf(map.get("message")));
        }
      }
    }
    return problem(new ArrayList<>(violations.found));
  }

  private static Problem problem(List<Map<String, String>> errors) {
    return new Problem(CommonProblem.VALIDATION_FAILED, "See errors for each field.")
        .with("errors", errors);
  }
}
