package com.leadignite.embedded;

import org.jspecify.annotations.Nullable;

/** A server could not be provided; the message is one sentence for the user. */
public final class EmbeddedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do about it
   */
  public EmbeddedException(String message) {
    this(message, null);
  }

  /**
   * @param message what is wrong and what to do about it
   * @param cause what the operating system or the library said
   */
  public EmbeddedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
