package com.leadignite.leads.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How far a lead is on its way to becoming a customer. */
public enum LeadStatus {
  NEW,
  ASSIGNED,
  IN_PROCESS,
  QUALIFIED,
  CONVERTED,
  RECYCLED,
  DEAD;

  private static final Map<String, LeadStatus> BY_WIRE_NAME =
      Arrays.stream(values())
          .collect(Collectors.toUnmodifiableMap(LeadStatus::wireName, Function.identity()));

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The statuses that may follow this one. A converted lead is a customer and stays one. */
  Set<LeadStatus> next() {
    return switch (this) {
      case NEW -> EnumSet.of(ASSIGNED, IN_PROCESS, QUALIFIED, RECYCLED, DEAD);
      case ASSIGNED -> EnumSet.of(NEW, IN_PROCESS, QUALIFIED, RECYCLED, DEAD);
      case IN_PROCESS -> EnumSet.of(ASSIGNED, QUALIFIED, RECYCLED, DEAD);
      case QUALIFIED -> EnumSet.of(IN_PROCESS, CONVERTED, RECYCLED, DEAD);
      case CONVERTED -> EnumSet.noneOf(LeadStatus.class);
      case RECYCLED -> EnumSet.of(NEW, ASSIGNED, IN_PROCESS, DEAD);
      case DEAD -> EnumSet.of(RECYCLED);
    };
  }

  /** Whether a lead may go from this status to that one; staying is always allowed. */
  boolean mayBecome(LeadStatus then) {
    return then == this || next().contains(then);
  }

  /** The status in JSON and in the table: {@code in_process}. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The status of that wire name; empty if there is none. */
  static Optional<LeadStatus> of(String wireName) {
    return Optional.ofNullable(BY_WIRE_NAME.get(wireName));
  }
}
