package com.leadignite.leads.lead;

import com.leadignite.guard.time.Timestamps;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What a list may be sorted by. Each constant's column has an index that ends in the id, and is
 * compared under the collation of that index: in the order as well as with the place in a cursor.
 */
enum LeadSort {
  CREATED_AT("created_at"),
  UPDATED_AT("updated_at"),
  LAST_NAME("last_name_norm collate pg_catalog.\"und-x-icu\""),
  SCORE("score");

  private final String column;

  LeadSort(String column) {
    this.column = column;
  }

  /** The column with its collation, as in {@code order by}. */
  String column() {
    return column;
  }

  /** The name in the query parameter {@code sort}. */
  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<LeadSort> of(String wireName) {
    return Arrays.stream(values()).filter(s -> s.wireName().equals(wireName)).findFirst();
  }

  /** A lead's place in the order, as text for a cursor. */
  String key(Lead lead) {
    return switch (this) {
      case CREATED_AT -> lead.createdAt().toString();
      case UPDATED_AT -> lead.updatedAt().toString();
      case LAST_NAME -> Objects.requireNonNullElse(lead.details().lastName(), "");
      case SCORE -> Integer.toString(lead.details().score());
    };
  }

  /** The parameter that a key of a cursor stands for. */
  Object parameter(String key) {
    return switch (this) {
      case CREATED_AT, UPDATED_AT -> Timestamps.parse(key).orElseThrow().atOffset(ZoneOffset.UTC);
      case LAST_NAME -> key;
      case SCORE -> Integer.valueOf(key);
    };
  }

  /** How the statement reads that parameter: names are compared as the stored column was made. */
  String placeholder(int number) {
    return this == LAST_NAME ? "lower($" + number + "::text)" : "$" + number;
  }
}
