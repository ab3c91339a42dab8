package com.leadignite.guard.answer;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.ProblemType;
import com.leadignite.guard.vertx.StatusText;

/** An error of the framework, of which only the HTTP status is known. */
record StatusProblem(int status) implements ProblemType {

  /** The common problem of that status if there is one. */
  static ProblemType of(int status) {
    return switch (status) {
      case 400 -> CommonProblem.MALFORMED_REQUEST;
      case 401 -> CommonProblem.UNAUTHENTICATED;
      case 403 -> CommonProblem.FORBIDDEN;
      case 404 -> CommonProblem.NOT_FOUND;
      case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
      case 406 -> CommonProblem.NOT_ACCEPTABLE;
      case 409 -> CommonProblem.CONFLICT;
      case 413 -> CommonProblem.BODY_TOO_LARGE;
      case 414 -> CommonProblem.URI_TOO_LONG;
      case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
      case 429 -> CommonProblem.TOO_MANY_REQUESTS;
      case 431 -> CommonProblem.HEADERS_TOO_LARGE;
      case 500 -> CommonProblem.INTERNAL_ERROR;
      case 503 -> CommonProblem.UNAVAILABLE;
      default -> new StatusProblem(status);
    };
  }

  @Override
  public String name() {
    return "HTTP_" + status;
  }

  @Override
  public String title() {
    return StatusText.of(status);
  }
}
