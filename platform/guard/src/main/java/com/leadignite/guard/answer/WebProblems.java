package com.leadignite.guard.answer;

import com.leadignite.guard.problem.Problem;
import org.jspecify.annotations.Nullable;

/** The public text for what the framework refuses by status alone. */
final class WebProblems {

  private WebProblems() {}

  /** A problem of that status, with a text that reveals no internals. */
  static Problem of(int status, @Nullable Throwable cause) {
    return new Problem(StatusProblem.of(status), detail(status), cause);
  }

  private static String detail(int status) {
    return switch (status) {
      case 404 -> "There is nothing at this path, or nothing that you may see.";
      case 405 -> "See the Allow field for the methods of this path.";
      case 406 -> "Ask for application/json.";
      case 413 -> "Send a smaller body.";
      case 415 -> "Send a Content-Type that this path accepts, without a Content-Encoding.";
      case 503 -> "Try again later.";
      default ->
          status < 500
              ? "The request cannot be handled as it was sent."
              : "Quote the request id when you report this.";
    };
  }
}
