package com.leadignite.auth.oauth;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.session.SessionTokens;
import com.leadignite.auth.token.AccessToken;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/** What an OAuth client is given (RFC 6749, section 5.1). Does not print its tokens. */
// Where it is one of two things that a call answers, the call's type does not tell Quarkus of it.
@RegisterForReflection
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OAuthToken(
    String accessToken,
    String tokenType,
    long expiresIn,
    @Nullable String refreshToken,
    String scope) {

  /** A service's. */
  public static OAuthToken of(AccessToken token) {
    return new OAuthToken(token.value(), "bearer", token.lifeSeconds(), null, token.scope());
  }

  /** A session's. */
  public static OAuthToken of(SessionTokens session) {
    AccessToken token = session.accessToken();
    return new OAuthToken(
        token.value(), "bearer", token.lifeSeconds(), session.refreshToken(), token.scope());
  }

  /**
   * A client's.
   *
   * @param refreshToken null if it is given none
   * @param bound whether a key has to sign each request with it (RFC 9449, section 5)
   */
  static OAuthToken of(AccessToken token, @Nullable String refreshToken, boolean bound) {
    return new OAuthToken(
        token.value(), bound ? "DPoP" : "Bearer", token.lifeSeconds(), refreshToken, token.scope());
  }

  @Override
  public String toString() {
    return "OAuthToken";
  }
}
