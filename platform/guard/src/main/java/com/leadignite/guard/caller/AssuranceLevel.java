package com.leadignite.guard.caller;

import java.util.Locale;

/** How sure we are of a person: the {@code aal} claim (NIST SP 800-63B). */
public enum AssuranceLevel {
  /** One factor was shown. */
  AAL1,
  /** Two factors were shown. */
  AAL2;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The level's name in tokens: {@code aal1} or {@code aal2}. */
  public String wireName() {
    return wireName;
  }
}
