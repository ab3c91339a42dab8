package com.leadignite.auth.supabase;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.token.AccessToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What an OAuth client is given (RFC 6749, section 5.1). Does not print its tokens. */
// Where it is one of two things that a call answers, the call's type does not tell Quarkus of it.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
record OAuthToken(
    String accessToken,
    String tokenType,
    long expiresIn,
    @Nullable String refreshToken,
    String scope) {

  static OAuthToken of(AccessToken token) {
    return new OAuthToken(token.value(), "bearer", token.lifeSeconds(), null, token.scope());
  }

  static OAuthToken of(SessionTokens session) {
    AccessToken token = session.accessToken();
    return new OAuthToken(
        token.value(), "bearer", token.lifeSeconds(), session.refreshToken(), token.scope());
  }

  @Override
  public String toString() {
    return "OAuthToken";
  }
}
