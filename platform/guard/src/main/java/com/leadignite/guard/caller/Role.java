package com.leadignite.guard.caller;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a caller is in their organization or on the platform. Read from the database when a token is
 * minted, never from a request.
 */
public enum Role {
  /** Sees what they own. */
  USER,
  /** Sees what they own or are assigned. */
  AGENT,
  /** Sees what their team owns or is assigned. */
  MANAGER,
  /** Sees all of the organization and manages its members. */
  ADMIN,
  /** One of the platform's own services. */
  SERVICE,
  /** Runs the platform; the only role that sees more than one organization. */
  PLATFORM_ADMIN;

  private final String wireName = name().toLowerCase(Locale.ROOT);

  /** The role's name on the wire, in tokens and in tables: lower-case with underscores. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The role of that wire name; empty if there is none. */
  public static Optional<Role> of(String wireName) {
    return Arrays.stream(values()).filter(r -> r.wireName().equals(wireName)).findFirst();
  }
}
