package com.leadignite.leads.lead;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a report of a lead.
 *
 * @param id the lead; null if there is none
 * @param dropped the members that leads may not have as they were reported
 */
public record UpsertedLead(Outcome outcome, @Nullable UUID id, List<String> dropped) {

  public UpsertedLead {
    dropped = List.copyOf(dropped);
  }

  /** What was done. */
  public enum Outcome {
    CREATED,
    /** Something was empty and is filled now. */
    UPDATED,
    UNCHANGED,
    /** It is a lead that people deleted: nothing is done. */
    DELETED,
    /** Nothing says who it is: nothing is done. */
    UNNAMED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** The name in JSON. */
    @JsonValue
    public String wireName() {
      return wireName;
    }
  }
}
