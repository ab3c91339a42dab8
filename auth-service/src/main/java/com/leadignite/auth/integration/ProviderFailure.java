package com.leadignite.auth.integration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A call to a provider that failed. Nothing that the provider said is in it. */
final class ProviderFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Why a call failed. */
  enum Reason {
    /** No answer in time, or one that says to try later. */
    PROVIDER_UNAVAILABLE,
    /** The provider refuses the request: the client or its settings are wrong. */
    PROVIDER_REFUSED,
    /** The code or refresh token is not valid any more. */
    GRANT_ENDED,
    /** The answer is not what the protocol says. */
    INVALID_ANSWER,
    /** The access token expired, and there is no refresh token. */
    NO_REFRESH_TOKEN,
    /** The provider is not configured any more. */
    PROVIDER_NOT_CONFIGURED,
    /** The stored credentials do not open: their encryption key is not configured. */
    CREDENTIALS_UNREADABLE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    @JsonValue
    String wireName() {
      return wireName;
    }

    static Reason of(String wireName) {
      return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Whether trying again changes nothing. */
    boolean isFinal() {
      return this == GRANT_ENDED || this == NO_REFRESH_TOKEN;
    }
  }

  private final Reason reason;

  ProviderFailure(Reason reason) {
    this(reason, null);
  }

  ProviderFailure(Reason reason, @Nullable Throwable cause) {
    super(reason.wireName(), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
