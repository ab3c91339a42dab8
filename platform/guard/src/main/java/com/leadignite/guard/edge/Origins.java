package com.leadignite.guard.edge;

import java.net.URI;
import java.net.URISyntaxException;

/** Validates the entries of {@code leadignite.cors.origins}. */
final class Origins {

  private Origins() {}

  /**
   * Accepts a scheme and a host with an optional port, as a browser writes them.
   *
   * @throws IllegalArgumentException for anything else: {@code *}, {@code null}, a trailing slash,
   *     upper case
   */
  static void check(String origin) {
    if (!isOrigin(origin)) {
      throw new IllegalArgumentException(
          "leadignite.cors.origins: \""
              + origin
              + "\" is not an origin such as https://app.example"
              + " (neither * nor null can be allowed, because answers carry credentials)");
    }
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      if (host == null || !("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))) {
        return false;
      }
      String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
      return text.equals(uri.getScheme() + "://" + host + port)
          && host.chars().noneMatch(Character::isUpperCase);
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
