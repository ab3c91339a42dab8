package com.leadignite.auth.supabase;

import com.leadignite.auth.browser.SessionCookies;
import com.leadignite.auth.session.RefreshTokenSessions;
import com.leadignite.auth.token.AccessTokens;
import com.leadignite.auth.token.CsrfTokens;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Moves the tokens of a session into cookies. */
@Singleton
final class CookieSessions {

  private final SessionCookies cookies;
  private final CsrfTokens csrfTokens;
  private final AccessTokens accessTokens;
  private final RefreshTokenSessions refreshTokens;

  CookieSessions(
      SessionCookies cookies,
      CsrfTokens csrfTokens,
      AccessTokens accessTokens,
      RefreshTokenSessions refreshTokens) {
    this.cookies = cookies;
    this.csrfTokens = csrfTokens;
    this.accessTokens = accessTokens;
    this.refreshTokens = refreshTokens;
  }

  /** The refresh token of the session that a browser has; null if it has none. */
  @Nullable String replaced(RoutingContext context) {
    return cookies.refreshToken(context.request());
  }

  /** Ends the session of a refresh token that gave way to another one in the browser. */
  Uni<Void> end(String replaced, SessionView by) {
    return refreshTokens.endReplaced(replaced, accessTokens.session(by.accessToken()));
  }

  /** What is left to answer of a session whose tokens go into cookies. */
  CookieSession answer(RoutingContext context, SessionView session) {
    String accessToken = accessTokens.forCookie(session.accessToken());
    cookies.set(context, accessToken, session.expiresIn(), session.refreshToken());
    return CookieSession.of(
        session,
        csrfTokens.of(accessTokens.session(session.accessToken())),
        accessTokens.tenant(session.accessToken()));
  }
}
