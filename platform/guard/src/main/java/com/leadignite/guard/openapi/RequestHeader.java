package com.leadignite.guard.openapi;

import org.jspecify.annotations.Nullable;

/** A header field of a request, as the documents describe it. */
public enum RequestHeader {
  /** Of creating calls that may be sent twice. */
  IDEMPOTENCY_KEY(
      "Idempotency-Key",
      "1 to 255 visible ASCII characters, new for each request that is not a repetition.",
      "^[!-~]{1,255}$"),
  /** Of changes. */
  IF_MATCH("If-Match", "The ETag of the version that the change is made to.", null),
  /** Of reads. */
  IF_NONE_MATCH("If-None-Match", "The ETag of the version that the caller has.", null);

  private final String field;
  private final String description;
  private final @Nullable String pattern;

  RequestHeader(String field, String description, @Nullable String pattern) {
    this.field = field;
    this.description = description;
    this.pattern = pattern;
  }

  /** The name of the field. */
  String field() {
    return field;
  }

  /** What it says. */
  String description() {
    return description;
  }

  /** What its values match; null if they may be anything. */
  @Nullable String pattern() {
    return pattern;
  }
}
