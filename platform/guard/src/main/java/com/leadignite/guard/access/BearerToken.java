package com.leadignite.guard.access;

import java.util.List;

/** Reads the token from a request's Authorization field (RFC 6750, section 2.1). */
final class BearerToken {

  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /**
   * The token.
   *
   * @param fields all Authorization fields of the request; a proxy and we might read different ones
   *     of several, so several are refused
   * @throws MissingCredential if there is none or more than one
   */
  static String of(List<String> fields) {
    if (fields.isEmpty()) {
      throw new MissingCredential("no credential");
    }
    if (fields.size() > 1) {
      throw new MissingCredential("more than one credential");
    }
    String field = fields.get(0);
    if (!field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new MissingCredential("a credential of another scheme");
    }
    return field.substring(SCHEME.length()).strip();
  }

  /** There is no bearer token, or more than one. */
  static final class MissingCredential extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingCredential(String message) {
      super(message, null, false, false);
    }
  }
}
