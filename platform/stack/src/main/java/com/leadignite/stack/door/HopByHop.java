package com.leadignite.stack.door;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Header fields between two neighbours only (RFC 9110, section 7.6.1). */
final class HopByHop {

  // "expect" is answered here.
  private static final Set<String> NAMES =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "upgrade");

  private HopByHop() {}

  /** Removes them, those included that the message itself names so. */
  static void remove(MultiMap headers) {
    Set<String> named = options(headers);
    NAMES.forEach(headers::remove);
    named.forEach(headers::remove);
  }

  /**
   * Whether the sender closes the connection after this message. Vert.x reads no list of options.
   */
  static boolean isLast(MultiMap headers) {
    return options(headers).contains("close");
  }

  private static Set<String> options(MultiMap headers) {
    Set<String> options = new HashSet<>();
    for (String connection : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String option : connection.split(",", -1)) {
        options.add(option.strip().toLowerCase(Locale.ROOT));
      }
    }
    return options;
  }
}
