package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.supabase.SessionView.WeakPassword;
import com.leadignite.guard.id.TenantId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A session whose tokens are in cookies: what a {@link SessionView} says but for them, the token
 * that changes need, and the organization that it acts in. Does not print the token.
 */
@RegisterForReflection
record CookieSession(
    String tokenType,
    long expiresIn,
    long expiresAt,
    String csrfToken,
    UUID tenantId,
    UserView user,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable WeakPassword weakPassword) {

  static CookieSession of(SessionView session, String csrfToken, TenantId tenant) {
    return new CookieSession(
        "cookie",
        session.expiresIn(),
        session.expiresAt(),
        csrfToken,
        tenant.value(),
        session.user(),
        session.weakPassword());
  }

  @Override
  public String toString() {
    return "CookieSession";
  }
}
