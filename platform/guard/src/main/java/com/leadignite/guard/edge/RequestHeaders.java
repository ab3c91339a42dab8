package com.leadignite.guard.edge;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.net.HostAndPort;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Makes sure that each header field of a request is unambiguous: two readers, of which one takes
 * the first line and one the last, must not see two requests (RFC 9110, section 5.3).
 */
final class RequestHeaders {

  /** How many lines a head may have: they are compared pair by pair. */
  private static final int MOST_LINES = 100;

  /**
   * How long names and values may be together. The parser takes a little more: of a head that it
   * gives up on, a field may be missing that the answer depends on, such as Origin.
   */
  private static final int MOST_CHARACTERS = 16 * 1024;

  private static final int LONGEST_HOST = 255;

  /** Fields with one value. Of all others several lines are one list (RFC 9110, section 5.2). */
  private static final Set<String> ONCE =
      Set.of(
          "access-control-request-method",
          "apikey",
          "authorization",
          "content-length",
          "content-location",
          "content-type",
          "cookie",
          "date",
          "dpop",
          "from",
          "host",
          "idempotency-key",
          "if-modified-since",
          "if-range",
          "if-unmodified-since",
          "max-forwards",
          "origin",
          "proxy-authorization",
          "range",
          "referer",
          "sec-fetch-dest",
          "sec-fetch-mode",
          "sec-fetch-site",
          "sec-fetch-user",
          "traceparent",
          "transfer-encoding",
          "user-agent",
          "x-api-key",
          "x-client-info",
          "x-csrf-token",
          "x-organization",
          "x-request-id",
          "x-supabase-api-version");

  private RequestHeaders() {}

  /**
   * Joins the lines of each list into one.
   *
   * @throws Problem if a field of one value is repeated, one has no name, the body has no clear
   *     end, or there are too many lines
   */
  static void check(MultiMap fields) {
    for (String name : repeated(fields)) {
      if (ONCE.contains(name)) {
        throw malformed("Send " + name + " once.");
      }
      fields.set(name, String.join(", ", fields.getAll(name)));
    }
    checkFraming(fields);
  }

  static Problem tooLarge() {
    return new Problem(
            CommonProblem.HEADERS_TOO_LARGE,
            "Send at most " + MOST_LINES + " header fields, 16 KiB together.")
        .header("Connection", "close");
  }

  private static Set<String> repeated(MultiMap fields) {
    String[] names = new String[16];
    int count = 0;
    int characters = 0;
    Set<String> repeated = Set.of();
    for (Map.Entry<String, String> field : fields) {
      characters += field.getKey().length() + field.getValue().length();
      if (count == MOST_LINES || characters > MOST_CHARACTERS) {
        throw tooLarge();
      }
      if (count == names.length) {
        names = Arrays.copyOf(names, MOST_LINES);
      }
      String name = field.getKey();
      if (name.isEmpty()) {
        throw malformed("Send a name with each header field.");
      }
      for (int i = 0; i < count; i++) {
        if (name.equalsIgnoreCase(names[i])) {
          repeated = repeated.isEmpty() ? new HashSet<>() : repeated;
          repeated.add(name.toLowerCase(Locale.ROOT));
          break;
        }
      }
      names[count++] = name;
    }
    return repeated;
  }

  /**
   * One way to find the body's end, of those that everybody on the way knows (RFC 9112, 6.3). A
   * length besides chunks, and two lengths, the parser cannot read.
   */
  private static void checkFraming(MultiMap fields) {
    String encoding = fields.get(HttpHeaders.TRANSFER_ENCODING);
    if (encoding != null && !"chunked".equalsIgnoreCase(encoding)) {
      throw malformed("Send the body with a Content-Length, or chunked and without one.");
    }
  }

  /**
   * Whether an authority is there, and nothing else. Nothing is built from it, but whoever reads it
   * must find one host (RFC 9112, section 3.2).
   */
  static boolean isHost(String text) {
    if (text.isEmpty() || text.length() > LONGEST_HOST) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '-' && c <= ':' && c != '/')
              || c == '_'
              || c == '~'
              || c == '['
              || c == ']';
      if (!fits) {
        return false;
      }
    }
    // As Vert.x reads it: what it does not take it would refuse before our filters are asked.
    return HostAndPort.parseAuthority(text, -1) != null;
  }

  static Problem malformed(String detail) {
    return new Problem(CommonProblem.MALFORMED_REQUEST, detail).header("Connection", "close");
  }
}
