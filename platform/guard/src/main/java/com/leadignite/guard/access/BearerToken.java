package com.leadignite.guard.access;

import org.jspecify.annotations.Nullable;

/** Reads the token from a request's Authorization field (RFC 6750, section 2.1). */
final class BearerToken {

  private static final String SCHEME = "bearer ";

  private BearerToken() {}

  /**
   * The token.
   *
   * @param field the request's Authorization field; of several the request was refused before
   * @throws MissingCredential if there is none, or it has another scheme
   */
  static String of(@Nullable String field) {
    if (field == null) {
      throw new MissingCredential("no credential");
    }
    if (!field.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw new MissingCredential("a credential of another scheme");
    }
    return field.substring(SCHEME.length()).strip();
  }

  /** There is no bearer token. */
  static final class MissingCredential extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MissingCredential(String message) {
      super(message, null, false, false);
    }
  }
}
