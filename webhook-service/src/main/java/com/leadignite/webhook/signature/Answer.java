package com.leadignite.webhook.signature;

/**
 * What a sender is answered that expects another answer than ours.
 *
 * @param type its content type
 */
public record Answer(String type, String text) {

  /** As JSON. */
  static Answer json(String text) {
    return new Answer("application/json", text);
  }

  /** As plain text. */
  static Answer plain(String text) {
    return new Answer("text/plain", text);
  }
}
