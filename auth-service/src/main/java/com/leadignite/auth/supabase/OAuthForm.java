package com.leadignite.auth.supabase;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a form to the token endpoint: one without a value counts as left out, and none
 * may be there twice (RFC 6749, section 3.2).
 */
final class OAuthForm {

  private OAuthForm() {}

  static @Nullable String one(String name, @Nullable List<String> values) {
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw refusal("The parameter " + name + " is there more than once.");
    }
    return values.getFirst().isEmpty() ? null : values.getFirst();
  }

  static String needed(String name, @Nullable List<String> values) {
    return needed(name, one(name, values));
  }

  static String needed(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw refusal("The parameter " + name + " is missing.");
    }
    return value;
  }

  private static Problem refusal(String why) {
    return new Problem(CommonProblem.VALIDATION_FAILED, why);
  }
}
