package com.leadignite.auth.admin;

import com.leadignite.auth.account.UserMetadata;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What an administrator says of a person, without what this service knows better (B35). */
public final class AppMetadata {

  /** Computed for each answer; clients send them back as part of what they read. */
  private static final Set<String> COMPUTED = Set.of("provider", "providers");

  /** Somebody might take them for what decides, which they are not. */
  private static final Set<String> RESERVED =
      Set.of("role", "organization", "organization_id", "tenant_id", "aal", "is_anonymous");

  private AppMetadata() {}

  /**
   * What is to be stored of it.
   *
   * @throws Problem validation-failed if it cannot be stored or has a reserved member
   */
  public static Map<String, Object> accepted(Map<String, Object> sent) {
    UserMetadata.check(sent);
    for (String name : sent.keySet()) {
      if (RESERVED.contains(name)) {
        throw new Problem(
            CommonProblem.VALIDATION_FAILED, "app_metadata cannot have the member " + name + ".");
      }
    }
    Map<String, Object> kept = new HashMap<>(sent);
    kept.keySet().removeAll(COMPUTED);
    return kept;
  }

  /** The refusal of metadata that is too large once it is merged with what is stored. */
  static Problem tooLarge() {
    return new Problem(CommonProblem.VALIDATION_FAILED, "app_metadata is larger than 2048 bytes.");
  }
}
