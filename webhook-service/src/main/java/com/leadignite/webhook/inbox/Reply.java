package com.leadignite.webhook.inbox;

import com.leadignite.webhook.signature.Answer;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** What a sender is answered. */
sealed interface Reply {

  /**
   * Its webhook is stored.
   *
   * @param expected the answer that its kind expects instead of ours
   */
  record Stored(Received received, Optional<Answer> expected) implements Reply {}

  /** Its webhook is genuine, of a type that its source does not take. */
  record Unwanted(Optional<Answer> expected) implements Reply {}

  /** It asked whether the address is ours. */
  record Proof(Answer answer) implements Reply {}

  /** As HTTP. */
  default Response http() {
    return switch (this) {
      case Stored(Received received, Optional<Answer> expected) ->
          expected.map(Reply::http).orElseGet(() -> Response.ok(received).build());
      case Unwanted(Optional<Answer> expected) ->
          expected.map(Reply::http).orElseGet(() -> Response.noContent().build());
      case Proof(Answer answer) -> http(answer);
    };
  }

  /** The answer as it is written. */
  static Response http(Answer answer) {
    return Response.ok(answer.text(), answer.type() + ";charset=UTF-8").build();
  }
}
