package com.leadignite.guard.cookie;

import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.token.InvalidToken;
import com.leadignite.guard.token.VerifiedToken;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a session in cookies. Browsers send it whichever page asks, so it counts only
 * for requests that pages of the front end made; those that change something prove it by a {@link
 * CsrfToken}.
 */
@Singleton
public final class AccessCookie {

  /** Sent to this host alone, and settable by this host alone: no sub-domain can plant one. */
  public static final String NAME = "__Host-access";

  private static final String KEY = "leadignite.access-cookie";

  private final RequestSource source;

  AccessCookie(RequestSource source) {
    this.source = source;
  }

  /**
   * The token in a request's cookie; null if there is none.
   *
   * @throws Problem 400 if there are two, 403 if the page of a stranger caused the request
   */
  public @Nullable String tokenOf(HttpServerRequest request) {
    if (!request.headers().contains(HttpHeaders.COOKIE)) {
      return null;
    }
    String token = Cookies.one(request.headers(), NAME);
    if (token != null) {
      source.refuseStrangers(request);
    }
    return token;
  }

  /**
   * Lets a verified token of a cookie count for the request.
   *
   * @param changes whether the request changes something although its method is a safe one
   * @throws InvalidToken if it may not be used in a cookie
   * @throws Problem 403 if the request changes something and lacks the session's CSRF token
   */
  public static void accept(RoutingContext context, VerifiedToken token, boolean changes) {
    String hash = token.csrfHash();
    if (hash == null) {
      throw new InvalidToken("not for cookies");
    }
    HttpServerRequest request = context.request();
    if (changes || !RequestSource.isSafe(request.method())) {
      CsrfToken.require(request.getHeader(CsrfToken.FIELD), hash);
    }
    context.put(KEY, true);
  }

  /** Whether it was a cookie that the caller of a request was known by. */
  public static boolean isAccepted(RoutingContext context) {
    return context.get(KEY) != null;
  }
}
