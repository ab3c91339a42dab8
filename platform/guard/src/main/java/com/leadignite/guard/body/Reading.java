package com.leadignite.guard.body;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** How JSON becomes a value of one type. */
interface Reading {

  /**
   * The value of a JSON value that is not null. If there is none, that is noted at the place, and
   * the answer is the value of before.
   *
   * @param before what a merge patch is applied to; null when something new is read
   */
  @Nullable Object read(JsonNode json, @Nullable Object before, Place place);

  /** The value of a text outside of JSON, as in a query; noted likewise. */
  @Nullable Object readText(String text, Place place);
}
