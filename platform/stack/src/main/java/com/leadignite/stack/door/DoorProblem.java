package com.leadignite.stack.door;

import java.util.Locale;

/** What the front door itself answers when there is no service to do so (RFC 9457). */
enum DoorProblem {
  MALFORMED_REQUEST(400, "The request cannot be read"),
  NOT_FOUND(404, "There is nothing here"),
  METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
  URI_TOO_LONG(414, "The request target is too long"),
  HEADERS_TOO_LARGE(431, "The header fields are too large"),
  BAD_GATEWAY(502, "The service gave no usable answer"),
  UNAVAILABLE(503, "Temporarily unavailable"),
  GATEWAY_TIMEOUT(504, "The service did not answer in time");

  private final int status;
  private final String title;

  DoorProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  int status() {
    return status;
  }

  String title() {
    return title;
  }

  String type() {
    return "/problems/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
