package com.leadignite.guard.cookie;

import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads cookies from the fields of a request, case-sensitively and with nothing decoded (RFC 6265,
 * section 5.4).
 */
public final class Cookies {

  private Cookies() {}

  /** The values of all cookies of that name, as they were sent. */
  public static List<String> all(MultiMap fields, String name) {
    List<String> values = new ArrayList<>(1);
    for (String field : fields.getAll(HttpHeaders.COOKIE)) {
      int from = 0;
      while (from < field.length()) {
        int semicolon = field.indexOf(';', from);
        int end = semicolon < 0 ? field.length() : semicolon;
        addIfNamed(values, field, skipBlanks(field, from, end), end, name);
        from = end + 1;
      }
    }
    return values;
  }

  /**
   * Blanks only: a browser takes a name that begins with another space for one without the prefix,
   * so that sub-domains can set it.
   */
  private static int skipBlanks(String field, int from, int end) {
    int begin = from;
    while (begin < end && field.charAt(begin) == ' ') {
      begin++;
    }
    return begin;
  }

  private static void addIfNamed(
      List<String> values, String field, int begin, int end, String name) {
    int equals = begin + name.length();
    if (equals < end && field.startsWith(name, begin) && field.charAt(equals) == '=') {
      values.add(field.substring(equals + 1, end));
    }
  }

  /**
   * The cookie of that name; null if there is none.
   *
   * @throws Problem 400 if there are several: somebody else put one there, and which of them a
   *     server takes is anybody's guess (B26)
   */
  public static @Nullable String one(MultiMap fields, String name) {
    List<String> values = all(fields, name);
    if (values.size() > 1) {
      throw new Problem(CommonProblem.MALFORMED_REQUEST, "Send the cookie " + name + " once.");
    }
    return values.isEmpty() ? null : values.getFirst();
  }
}
