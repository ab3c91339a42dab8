package com.leadignite.auth.mail;

/**
 * A stored mail that no retry will make sendable: of an unknown kind, or sealed with a lost key.
 */
final class UnsendableMail extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsendableMail(String reason, Throwable cause) {
    super(reason, cause);
  }

  UnsendableMail(String reason) {
    super(reason);
  }
}
