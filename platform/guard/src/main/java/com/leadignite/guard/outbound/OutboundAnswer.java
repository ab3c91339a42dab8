package com.leadignite.guard.outbound;

import org.jspecify.annotations.Nullable;

/**
 * What a server answered. Does not print its body.
 *
 * @param status of any kind
 * @param contentType as it was sent; null if it was not
 * @param retryAfter as it was sent; null if it was not
 * @param body bounded
 */
public record OutboundAnswer(
    int status, @Nullable String contentType, @Nullable String retryAfter, String body) {

  @Override
  public String toString() {
    return "OutboundAnswer[status=" + status + "]";
  }
}
