package com.leadignite.auth.token;

import com.leadignite.guard.caller.Role;
import java.util.List;

/** The scopes of a person's token, by their role. Other services require role and scope. */
final class Scopes {

  private static final List<String> EVERYBODY = List.of("leads:read", "leads:write", "calls:read");
  private static final List<String> ADMIN =
      List.of(
          "leads:read",
          "leads:write",
          "calls:read",
          "audit:read",
          "organization:write",
          "webhooks:read",
          "webhooks:write");
  private static final List<String> PLATFORM_ADMIN =
      List.of(
          "leads:read",
          "leads:write",
          "calls:read",
          "audit:read",
          "organization:write",
          "webhooks:read",
          "webhooks:write",
          "platform:admin",
          "users:admin");

  private Scopes() {}

  static List<String> of(Role role) {
    return switch (role) {
      case USER, AGENT, MANAGER -> EVERYBODY;
      case ADMIN -> ADMIN;
      case PLATFORM_ADMIN -> PLATFORM_ADMIN;
      case SERVICE -> throw new IllegalArgumentException("a service's scopes are configured");
    };
  }
}
