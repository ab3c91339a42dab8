package com.leadignite.webhook.inbox;

/** What became of one of several webhooks. */
sealed interface Outcome {

  /** It is stored, now or earlier. */
  record Stored(Received received) implements Outcome {}

  /** It is not. */
  record Refused(RuntimeException reason) implements Outcome {}
}
