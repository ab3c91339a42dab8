package com.leadignite.auth.oauth;

import com.fasterxml.jackson.annotation.JsonValue;
import com.leadignite.guard.body.Violations;
import java.util.Locale;

/** What a person decides. */
public enum ConsentAction {
  APPROVE,
  DENY;

  /**
   * The action of that name.
   *
   * @throws com.leadignite.guard.problem.Problem validation-failed if there is none
   */
  static ConsentAction of(String name) {
    for (ConsentAction each : values()) {
      if (each.wireName().equals(name)) {
        return each;
      }
    }
    throw Violations.of("action", "must be approve or deny");
  }

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
