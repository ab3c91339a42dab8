package com.leadignite.auth.oauth;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What a person decides. */
public enum ConsentAction {
  APPROVE,
  DENY;

  /** The name on the wire. */
  @JsonValue
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
