package com.leadignite.guard.seal;

/**
 * Stored bytes do not open: they were sealed with a key that is not configured, are bound to
 * another row, or were changed. Which of these it is cannot be told, and neither key nor content is
 * in the message.
 */
public final class DecryptionFailed extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DecryptionFailed(String message) {
    super(message);
  }
}
