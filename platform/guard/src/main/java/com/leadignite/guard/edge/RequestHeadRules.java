package com.leadignite.guard.edge;

import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.vertx.HeadRules;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** The problems for heads of which Vert.x or Quarkus would answer by a bare status. */
@Singleton
final class RequestHeadRules implements HeadRules {

  @Override
  public Problem unreadable(Unreadable why) {
    return switch (why) {
      case LONG_LINE -> RequestTarget.tooLong().header("Connection", "close");
      case LARGE_FIELDS -> RequestHeaders.tooLarge();
      case MALFORMED -> RequestHeaders.malformed("The head of the request cannot be read.");
    };
  }

  @Override
  public Problem unknownVersion() {
    return RequestHeaders.malformed("Send HTTP/1.1.");
  }

  @Override
  public @Nullable Problem refusal(String target, @Nullable String host, boolean hostNeeded) {
    if (!RequestTarget.isPlain(target)) {
      return RequestTarget.refusal();
    }
    if (host == null ? hostNeeded : !RequestHeaders.isHost(host)) {
      return RequestHeaders.malformed("Send one Host field, with a host.");
    }
    return null;
  }

  @Override
  public String escaped(String target) {
    return RequestTarget.escaped(target);
  }
}
