package com.leadignite.auth.browser;

import com.leadignite.guard.GuardOrder;
import com.leadignite.guard.cookie.AccessCookie;
import com.leadignite.guard.cookie.Cookies;
import com.leadignite.guard.cookie.RequestSource;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * How the tokens of a session are answered: in the body, or, if a page of the front end asks for it
 * or came with cookies, in cookies. A page that may not ask is refused before anything is done.
 */
@Provider
@Singleton
@Priority(GuardOrder.LOOK_UP)
public final class SessionMode implements ResteasyReactiveContainerRequestFilter {

  /** The name of the request's field. */
  public static final String FIELD = "x-session-mode";

  /** Its one value. */
  public static final String COOKIE = "cookie";

  private final Instance<RequestSource> source;

  // Made while the service is built: what depends on its configuration is not there yet.
  @Inject
  SessionMode(Instance<RequestSource> source) {
    this.source = source;
  }

  @Override
  public void filter(ResteasyReactiveContainerRequestContext context) {
    var current = (ResteasyReactiveRequestContext) context.getServerRequestContext();
    HttpServerRequest request = current.unwrap(RoutingContext.class).request();
    String mode = request.getHeader(FIELD);
    if (mode == null) {
      return;
    }
    if (!mode.equals(COOKIE)) {
      throw new Problem(CommonProblem.VALIDATION_FAILED, FIELD + " can be " + COOKIE + ".");
    }
    if (isForm(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
      throw new Problem(CommonProblem.UNSUPPORTED_MEDIA_TYPE, "Sessions in cookies take JSON.");
    }
    source.get().requireFrontEnd(request);
    Cookies.one(request.headers(), SessionCookies.REFRESH);
  }

  /** Its answers have the shape of RFC 6749, which has tokens. */
  private static boolean isForm(@Nullable String type) {
    return type != null
        && type.toLowerCase(Locale.ROOT).startsWith(MediaType.APPLICATION_FORM_URLENCODED);
  }

  /** Whether the request asked for cookies, as every sign-in that gets them does. */
  public static boolean isAsked(RoutingContext context) {
    return COOKIE.equals(context.request().getHeader(FIELD));
  }

  /**
   * Whether the session that the answer carries goes into cookies. A page that came with cookies
   * does not have to ask: its scripts must not get to see the tokens.
   */
  public static boolean isCookie(RoutingContext context) {
    return isAsked(context) || AccessCookie.isAccepted(context);
  }
}
