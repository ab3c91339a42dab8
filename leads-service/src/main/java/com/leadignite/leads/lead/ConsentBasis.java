package com.leadignite.leads.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why we may keep and contact a person (GDPR article 6). */
public enum ConsentBasis {
  CONSENT,
  CONTRACT,
  LEGITIMATE_INTEREST;

  /** The basis in JSON and in the table: {@code legitimate_interest}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The basis of that wire name; empty where there is none. */
  static Optional<ConsentBasis> of(String wireName) {
    return Arrays.stream(values()).filter(b -> b.wireName().equals(wireName)).findFirst();
  }
}
