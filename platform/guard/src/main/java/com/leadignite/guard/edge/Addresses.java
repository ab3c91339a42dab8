package com.leadignite.guard.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** Parses IP addresses of configuration and header fields; never resolves names. */
final class Addresses {

  private Addresses() {}

  /** The address of an IPv4 dotted quad or an IPv6 literal; null if the text is neither. */
  static @Nullable InetAddress parse(String text) {
    if (text.isEmpty() || text.length() > 45 || !looksLikeAnAddress(text)) {
      return null;
    }
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The address of one X-Forwarded-For entry: a port and the brackets around IPv6 are dropped. Null
   * if there is no address.
   */
  static @Nullable InetAddress parseHop(String entry) {
    String text = entry.strip();
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      boolean portOrNothing = end == text.length() - 1 || (end > 0 && text.charAt(end + 1) == ':');
      return portOrNothing ? parse(text.substring(1, end)) : null;
    }
    int colon = text.indexOf(':');
    boolean port = colon > 0 && colon == text.lastIndexOf(':');
    return parse(port ? text.substring(0, colon) : text);
  }

  static InetAddress of(byte[] address) {
    try {
      return InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of neither 4 nor 16 bytes", e);
    }
  }

  /** The JDK also takes {@code 1} and {@code 10.1} for IPv4, and zones for IPv6. */
  private static boolean looksLikeAnAddress(String text) {
    int dots = 0;
    boolean colon = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c == ':') {
        colon = true;
      } else if (Character.digit(c, 16) < 0 || c > 'f') {
        return false;
      }
    }
    return colon || dots == 3;
  }
}
