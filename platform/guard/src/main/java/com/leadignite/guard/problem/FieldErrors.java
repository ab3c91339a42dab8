package com.leadignite.guard.problem;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The entries of a problem's {@code errors}: which place in the request, and what is wrong there.
 */
public final class FieldErrors {

  private FieldErrors() {}

  /**
   * One entry.
   *
   * @param field the place as it is on the wire, such as {@code addresses[0].mail_address}
   * @param message what is wrong; never the value
   */
  public static Map<String, String> of(String field, String message) {
    Map<String, String> error = new LinkedHashMap<>();
    error.put("field", field);
    error.put("message", message);
    return error;
  }
}
