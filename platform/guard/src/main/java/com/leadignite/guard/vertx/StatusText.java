package com.leadignite.guard.vertx;

import io.netty.handler.codec.http.HttpResponseStatus;

/** The reason phrases of status codes (RFC 9110, section 15). */
public final class StatusText {

  private StatusText() {}

  /** The phrase of a code; a description of its class if it has none. */
  public static String of(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
