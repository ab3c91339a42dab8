package com.leadignite.auth.mfa;

import com.leadignite.auth.assurance.Authentication;
import com.leadignite.auth.problem.AuthProblem;
import java.util.List;
import java.util.UUID;

/**
 * What a transaction holds: no other changes it before it ends.
 *
 * @param shown what was shown in the caller's session
 * @param all the caller's factors, and enrolments that can be finished
 */
public record HeldFactors(Authentication shown, List<StoredFactor> all) {

  public HeldFactors {
    all = List.copyOf(all);
  }

  /** One of them; fails with factor-not-found. */
  public StoredFactor get(UUID id) {
    return all.stream()
        .filter(stored -> stored.factor().id().equals(id))
        .findFirst()
        .orElseThrow(AuthProblem.FACTOR_NOT_FOUND::problem);
  }

  /** Fails with factor-name-conflict if a verified one has the name. */
  public void requireFree(String name) {
    if (all.stream().anyMatch(stored -> stored.factor().verified() && has(stored, name))) {
      throw AuthProblem.FACTOR_NAME_CONFLICT.problem();
    }
  }

  /** Whether none has the name, enrolments that can be finished included. */
  public boolean isFree(String name) {
    return all.stream().noneMatch(stored -> has(stored, name));
  }

  private static boolean has(StoredFactor stored, String name) {
    return name.equals(stored.factor().friendlyName());
  }
}
