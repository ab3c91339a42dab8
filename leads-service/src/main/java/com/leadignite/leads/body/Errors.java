package com.leadignite.leads.body;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules that one request was found to break; thrown together, so that a form can show all. */
public final class Errors {

  private static final int MOST = 50;

  private final List<Map<String, String>> found = new ArrayList<>();

  /**
   * Notes a broken rule; beyond fifty nobody reads on, so no more are kept.
   *
   * @param field the member or parameter, with a dot before an inner one: {@code address.country}
   * @param message the rule, for a person to read; quotes nothing that was sent
   */
  public void add(String field, String message) {
    if (found.size() < MOST) {
      found.add(Map.of("field", field, "message", message));
    }
  }

  /** Whether no rule was found broken so far. */
  public boolean none() {
    return found.isEmpty();
  }

  /**
   * Ends the request where anything was noted.
   *
   * @throws Problem {@code validation-failed}, with the list as member {@code errors}
   */
  public void throwIfAny() {
    if (!found.isEmpty()) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, "See errors for each field.")
          .with("errors", List.copyOf(found));
    }
  }
}
