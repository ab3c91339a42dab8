package com.leadignite.webhook.processing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.leadignite.webhook.processing.QueuedWebhookStore.Stored;
import jakarta.inject.Singleton;
import java.io.IOException;

/** Reads a stored webhook by the format of its source. */
@Singleton
final class ReadWebhook {

  private final ObjectMapper json;

  ReadWebhook(ObjectMapper json) {
    this.json = json;
  }

  /** A body that cannot be read, and will not be readable later. */
  static final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Unreadable(String reason) {
      super(reason, null, false, false);
    }
  }

  /**
   * What it says.
   *
   * @throws Unreadable if it is no JSON object, or goes beyond the bounds for depth, names and
   *     numbers
   */
  Reading read(Stored webhook) {
    return webhook
        .format()
        .map(format ->
            format == Format.NONE
                ? new Reading.Ignored("the source is not processed")
                : format.read(payload(webhook)))
        .orElseGet(() -> new Reading.Ignored("nothing reads webhooks of this kind"));
  }

  private Payload payload(Stored webhook) {
    JsonNode tree;
    try {
      tree = json.readTree(webhook.body().getBytes());
    } catch (IOException e) {
      // Not kept as the cause: Jackson's message quotes the body.
      throw new Unreadable("the body is no JSON, or too deep");
    }
    if (tree == null || !tree.isObject()) {
      throw new Unreadable("the body is no JSON object");
    }
    return new Payload(tree);
  }
}
