package com.leadignite.stack;

import org.jspecify.annotations.Nullable;

/** The platform cannot be started; the message is one sentence for the user. */
public final class StackException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong and what to do about it
   */
  public StackException(String message) {
    this(message, null);
  }

  /**
   * @param message what is wrong and what to do about it
   * @param cause what happened underneath
   */
  public StackException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
