package com.leadignite.auth.oauth;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How a client authenticates at the endpoints for clients (RFC 7591, section 2). */
public enum AuthMethod {
  /** A public client: an app on somebody's device, which can keep no secret. */
  NONE,
  CLIENT_SECRET_BASIC,
  CLIENT_SECRET_POST,
  PRIVATE_KEY_JWT;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean hasSecret() {
    return this == CLIENT_SECRET_BASIC || this == CLIENT_SECRET_POST;
  }

  static AuthMethod of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }

  /** Those of clients that can keep something secret. */
  static List<String> confidentialNames() {
    return names().stream().filter(name -> !name.equals(NONE.wireName())).toList();
  }

  static List<String> names() {
    return Arrays.stream(values()).map(AuthMethod::wireName).toList();
  }
}
