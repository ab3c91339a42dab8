package com.leadignite.auth.browser;

import com.leadignite.auth.session.SessionConfig;
import com.leadignite.guard.cookie.AccessCookie;
import com.leadignite.guard.cookie.Cookies;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The two cookies of a session. No script reads them, no other host gets or sets them, and pages of
 * other sites cannot have them sent with anything but a link.
 */
@Singleton
public final class SessionCookies {

  static final String REFRESH = "__Host-refresh";

  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=";

  /** What browsers keep at least of a name and a value (RFC 6265, section 6.1). */
  private static final int LONGEST = 4096;

  private final long idleSeconds;

  SessionCookies(SessionConfig config) {
    this.idleSeconds = config.idle().toSeconds();
  }

  /** Gives the browser the tokens of a session, in place of those it may have. */
  public void set(
      RoutingContext context, String accessToken, long lifeSeconds, String refreshToken) {
    if (AccessCookie.NAME.length() + accessToken.length() > LONGEST) {
      // A browser would drop it without a word, and keep that of the person before.
      clear(context);
      throw new IllegalStateException("the access token is longer than a cookie can be");
    }
    add(context, AccessCookie.NAME, accessToken, lifeSeconds);
    add(context, REFRESH, refreshToken, idleSeconds);
  }

  /** Takes the tokens away from the browser. */
  public void clear(RoutingContext context) {
    add(context, AccessCookie.NAME, "", 0);
    add(context, REFRESH, "", 0);
  }

  /**
   * The refresh token that a browser sent; null if it has none.
   *
   * @throws Problem 400 if there are two
   */
  public @Nullable String refreshToken(HttpServerRequest request) {
    return Cookies.one(request.headers(), REFRESH);
  }

  /**
   * What the access token in a request's cookie says of the CSRF token that goes with it; null if
   * there is none. It is not verified, and chooses among tokens of one session.
   */
  public @Nullable String csrfHash(HttpServerRequest request) {
    String token = Cookies.one(request.headers(), AccessCookie.NAME);
    String[] parts = token == null ? new String[0] : token.split("\\.", -1);
    try {
      return parts.length != 3
          ? null
          : new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1])))
              .getString(CsrfToken.CLAIM);
    } catch (IllegalArgumentException | DecodeException | ClassCastException e) {
      // Nobody made that token here: it says nothing.
      return null;
    }
  }

  private static void add(RoutingContext context, String name, String value, long seconds) {
    context
        .response()
        .headers()
        .add(HttpHeaders.SET_COOKIE, name + "=" + value + ATTRIBUTES + seconds);
  }
}
