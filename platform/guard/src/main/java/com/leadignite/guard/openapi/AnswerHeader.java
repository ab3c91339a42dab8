package com.leadignite.guard.openapi;

/** A header field of an answer, as the documents describe it. */
public enum AnswerHeader {
  /** Of answers with one thing, and of refusals that name its version. */
  ETAG("ETag", "The version of what is answered, for If-Match and If-None-Match."),
  /** Of answers to what was created. */
  LOCATION("Location", "The path of what was created."),
  /** Of answers that were given before. */
  IDEMPOTENCY_REPLAYED(
      "Idempotency-Replayed", "`true` if this is the answer to an earlier, equal request."),
  /** Of every answer that was counted. */
  RATE_LIMIT_POLICY(
      "RateLimit-Policy", "The limit: how many calls (`q`) in how many seconds (`w`)."),
  /** Of every answer that was counted. */
  RATE_LIMIT("RateLimit", "What is left of the limit: calls (`r`) and seconds (`t`)."),
  /** Of refusals that are temporary. */
  RETRY_AFTER("Retry-After", "When to try again, in seconds."),
  /** Of refusals for want of a credential that is good enough. */
  WWW_AUTHENTICATE("WWW-Authenticate", "Which credential is needed, and what the one sent lacks."),
  /** Of every answer. */
  REQUEST_ID("X-Request-Id", "What to quote when reporting a problem with this answer.");

  private final String field;
  private final String description;

  AnswerHeader(String field, String description) {
    this.field = field;
    this.description = description;
  }

  /** The name of the field. */
  String field() {
    return field;
  }

  /** What it says. */
  String description() {
    return description;
  }
}
