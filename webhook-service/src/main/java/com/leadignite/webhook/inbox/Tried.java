package com.leadignite.webhook.inbox;

import com.leadignite.guard.problem.Problem;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What became of a sample.
 *
 * @param stored whether it is in the inbox
 * @param webhookId there
 * @param status what a sender would have been answered
 * @param detail why it is not stored
 */
@Schema(description = "What became of a sample")
record Tried(boolean stored, @Nullable UUID webhookId, int status, @Nullable String detail) {

  private static final int OK = 200;
  private static final int NO_CONTENT = 204;

  static Tried of(Reply reply) {
    return switch (reply) {
      case Reply.Stored stored -> new Tried(true, stored.received().id(), OK, null);
      case Reply.Unwanted _ ->
          new Tried(false, null, NO_CONTENT, "Its type is not among the source's event_types.");
      case Reply.Proof _ -> new Tried(false, null, OK, "It was answered as a handshake.");
    };
  }

  static Tried of(Problem problem) {
    return new Tried(false, null, problem.type().status(), problem.detail());
  }
}
