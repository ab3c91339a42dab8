package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.supabase.SessionView.WeakPassword;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A session whose tokens are in cookies: what a {@link SessionView} says but for them, and the
 * token that changes need. Does not print that.
 */
@RegisterForReflection
record CookieSession(
    String tokenType,
    long expiresIn,
    long expiresAt,
    String csrfToken,
    UserView user,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WeakPassword weakPassword) {

  static CookieSession of(SessionView session, String csrfToken) {
    return new CookieSession(
        "cookie",
        session.expiresIn(),
        session.expiresAt(),
        csrfToken,
        session.user(),
        session.weakPassword());
  }

  @Override
  public String toString() {
    return "CookieSession";
  }
}
