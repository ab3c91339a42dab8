package com.leadignite.auth.supabase;

import com.leadignite.auth.browser.SessionCookies;
import com.leadignite.auth.token.AccessTokens;
import com.leadignite.auth.token.CsrfTokens;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;

/** Moves the tokens of a session into cookies. */
@Singleton
final class CookieSessions {

  private final SessionCookies cookies;
  private final CsrfTokens csrfTokens;
  private final AccessTokens accessTokens;

  CookieSessions(SessionCookies cookies, CsrfTokens csrfTokens, AccessTokens accessTokens) {
    this.cookies = cookies;
    this.csrfTokens = csrfTokens;
    this.accessTokens = accessTokens;
  }

  /** What is left to answer of a session whose tokens go into cookies. */
  CookieSession answer(RoutingContext context, SessionView session) {
    String accessToken = accessTokens.forCookie(session.accessToken());
    cookies.set(context, accessToken, session.expiresIn(), session.refreshToken());
    return CookieSession.of(session, csrfTokens.of(accessTokens.session(session.accessToken())));
  }
}
