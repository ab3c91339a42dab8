package com.leadignite.guard.problem;

/** The errors that every service can answer. */
public enum CommonProblem implements ProblemType {
  AMBIGUOUS_PATH(400, "The path is ambiguous"),
  MALFORMED_REQUEST(400, "The request cannot be read"),
  VALIDATION_FAILED(400, "The request breaks a rule"),
  INVALID_CURSOR(400, "The cursor does not belong to this list"),
  UNAUTHENTICATED(401, "A valid credential is needed"),
  FORBIDDEN(403, "The caller may not do this"),
  INSUFFICIENT_SCOPE(403, "The credential lacks a scope"),
  SECOND_FACTOR_NEEDED(403, "A second factor is needed"),
  FRESH_SIGN_IN_NEEDED(403, "A fresh sign-in is needed"),
  ADDRESS_NOT_ALLOWED(403, "This address may not do this"),
  CROSS_SITE_REQUEST(403, "The request may come from another site"),
  OTHER_ORGANIZATION(403, "The credential acts in another organization"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  NOT_ACCEPTABLE(406, "No acceptable representation"),
  CONFLICT(409, "The request conflicts with what is stored"),
  BODY_TOO_LARGE(413, "The body is too large"),
  URI_TOO_LONG(414, "The request target is too long"),
  UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The header fields are too large"),
  INTERNAL_ERROR(500, "Something went wrong on our side"),
  UNAVAILABLE(503, "Temporarily unavailable");

  private final int status;
  private final String title;

  CommonProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
