package com.leadignite.leads.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Why we may keep and contact a person (GDPR article 6). */
public enum ConsentBasis {
  CONSENT,
  CONTRACT,
  LEGITIMATE_INTEREST;

  private static final Map<String, ConsentBasis> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(ConsentBasis::wireName, Function.identity()));

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The basis in JSON and in the table: {@code legitimate_interest}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The basis of that wire name; empty if there is none. */
  static Optional<ConsentBasis> of(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }
}
