package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a list. Its length is checked before its items are read, which may be as many as a body has
 * bytes. Texts that are null or blank are left out.
 *
 * @param most how many items it may have
 * @param what the items in a message: {@code texts}
 */
record ListReading(Reading item, int most, String what) implements Reading {

  @Override
  public @Nullable Object read(JsonNode json, @Nullable Object before, Place place) {
    if (!json.isArray() || json.size() > most) {
      place.refuse(fault());
      return before;
    }
    List<Object> items = new ArrayList<>(json.size());
    boolean records = item instanceof RecordShape || item instanceof UnreadReading;
    for (int i = 0; i < json.size(); i++) {
      JsonNode each = json.get(i);
      // The errors of a scalar go under the name of its list.
      Place at = records ? place.item(i) : place;
      Object value = each.isNull() && !records ? null : item.read(each, null, at);
      if (value != null) {
        items.add(value);
      }
    }
    return items;
  }

  /** Reads items with commas between them. */
  @Override
  public @Nullable Object readText(String text, Place place) {
    String[] parts = text.split(",", most + 1);
    if (parts.length > most) {
      place.refuse(fault());
      return null;
    }
    List<Object> items = new ArrayList<>(parts.length);
    for (String part : parts) {
      Object value = item.readText(part, place);
      if (value != null) {
        items.add(value);
      }
    }
    return items;
  }

  private String fault() {
    return most == Integer.MAX_VALUE
        ? "must be a list of " + what
        : "must be a list of at most " + most + " " + what;
  }
}
