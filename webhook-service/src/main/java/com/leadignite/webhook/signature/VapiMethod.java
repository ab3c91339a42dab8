package com.leadignite.webhook.signature;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;

/** How VAPI proves that it sends. */
@RegisterForReflection
public enum VapiMethod {
  /** By a secret in a field. */
  SECRET("x-vapi-secret"),
  /** By a bearer token in a field. */
  BEARER("authorization"),
  /** By an HMAC of a configured format. */
  HMAC("x-signature"),
  /** As the samples of its documentation do: by an HMAC of the body. */
  SAMPLE("x-vapi-signature");

  private final String header;

  VapiMethod(String header) {
    this.header = header;
  }

  /** The name on the wire: {@code secret}. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The field that it is in unless another is configured. */
  String header() {
    return header;
  }
}
