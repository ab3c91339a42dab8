package com.leadignite.auth.social;

/**
 * A provider did not answer, or its answer is not to be believed. The message is for the log: it
 * has nothing of the answer.
 */
class ProviderFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  ProviderFailure(String message) {
    super(message);
  }

  ProviderFailure(String message, Throwable cause) {
    super(message, cause);
  }
}
