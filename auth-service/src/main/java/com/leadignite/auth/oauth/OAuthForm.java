package com.leadignite.auth.oauth;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a form to the token endpoint: one without a value counts as left out, and none
 * may be there twice (RFC 6749, section 3.2).
 */
public final class OAuthForm {

  private OAuthForm() {}

  /** The value, or null. */
  public static @Nullable String one(String name, @Nullable List<String> values) {
    if (values == null || values.isEmpty()) {
      return null;
    }
    if (values.size() > 1) {
      throw refusal("The parameter " + name + " is there more than once.");
    }
    if (values.getFirst().indexOf('\0') >= 0) {
      throw refusal("The parameter " + name + " contains U+0000.");
    }
    return values.getFirst().isEmpty() ? null : values.getFirst();
  }

  /** The value, which has to be there. */
  public static String needed(String name, @Nullable List<String> values) {
    return needed(name, one(name, values));
  }

  /** A value that has to be there. */
  public static String needed(String name, @Nullable String value) {
    if (value == null || value.isEmpty()) {
      throw refusal("The parameter " + name + " is missing.");
    }
    return value;
  }

  private static Problem refusal(String why) {
    return new Problem(CommonProblem.VALIDATION_FAILED, why);
  }
}
