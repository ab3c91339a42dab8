package com.leadignite.auth.social;

/** An ID token that does not verify. */
final class InvalidIdToken extends ProviderFailure {

  private static final long serialVersionUID = 1L;

  InvalidIdToken(String message) {
    super(message);
  }
}
