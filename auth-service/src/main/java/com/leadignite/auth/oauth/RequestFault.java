package com.leadignite.auth.oauth;

/** A fault of an authorization request that its client is told (RFC 6749, section 4.1.2.1). */
final class RequestFault extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final String error;

  RequestFault(String error, String description) {
    super(description, null, false, false);
    this.error = error;
  }

  String error() {
    return error;
  }

  String description() {
    return String.valueOf(getMessage());
  }
}
