package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.REFRESH_TOKEN_ALREADY_USED;
import static com.leadignite.auth.problem.AuthProblem.REFRESH_TOKEN_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.SESSION_EXPIRED;
import static com.leadignite.guard.problem.CommonProblem.CROSS_SITE_REQUEST;
import static com.leadignite.guard.problem.CommonProblem.TOO_MANY_REQUESTS;

import com.leadignite.auth.browser.SessionCookies;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.session.RefreshSession;
import com.leadignite.auth.session.RefreshTokenSessions;
import com.leadignite.auth.session.SessionOwner;
import com.leadignite.auth.token.CsrfTokens;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.cookie.RequestSource;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.problem.ProblemType;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What pages need whose session is in cookies. */
@Path("/auth/v1/browser")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Browser sessions", description = "Sessions whose tokens no script can read")
public final class BrowserResource {

  private static final Set<ProblemType> OVER =
      Set.of(REFRESH_TOKEN_NOT_FOUND, REFRESH_TOKEN_ALREADY_USED, SESSION_EXPIRED);

  private final CurrentVertxRequest current;
  private final RequestSource source;
  private final SessionCookies cookies;
  private final CsrfTokens csrfTokens;
  private final RefreshTokenSessions sessions;
  private final RefreshSession refreshSession;
  private final CompleteSession completeSession;
  private final CookieSessions cookieSessions;

  BrowserResource(
      CurrentVertxRequest current,
      RequestSource source,
      SessionCookies cookies,
      CsrfTokens csrfTokens,
      RefreshTokenSessions sessions,
      RefreshSession refreshSession,
      CompleteSession completeSession,
      CookieSessions cookieSessions) {
    this.current = current;
    this.source = source;
    this.cookies = cookies;
    this.csrfTokens = csrfTokens;
    this.sessions = sessions;
    this.refreshSession = refreshSession;
    this.completeSession = completeSession;
    this.cookieSessions = cookieSessions;
  }

  /**
   * The CSRF token of a session, whose session it is, and in which organization they act. Does not
   * print the token.
   */
  record CsrfTokenView(String csrfToken, String userId, UUID tenantId) {
    static CsrfTokenView of(SessionOwner owner, String csrfToken) {
      return new CsrfTokenView(csrfToken, owner.user().toString(), owner.tenant().value());
    }

    @Override
    public String toString() {
      return "CsrfTokenView";
    }
  }

  @GET
  @Path("/csrf-token")
  @Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
  @Operation(
      operationId = "getCsrfToken",
      summary = "The CSRF token of the session in the cookies",
      description =
          "For pages that have just been loaded. It is the same for as long as the session lasts,"
              + " and is sent in `X-Csrf-Token` with every change.")
  @APIResponse(responseCode = "200", description = "The token")
  @Problems(
      value = {REFRESH_TOKEN_NOT_FOUND, SESSION_EXPIRED},
      common = CROSS_SITE_REQUEST)
  public Uni<CsrfTokenView> csrfToken() {
    RoutingContext context = current.getCurrent();
    return clearing(context, known(refreshToken(context), sessions::ownerOf))
        .map(owner ->
            CsrfTokenView.of(
                owner, csrfTokens.of(owner.session(), cookies.csrfHash(context.request()))));
  }

  @POST
  @Path("/refresh")
  @Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
  @Operation(
      operationId = "refreshCookies",
      summary = "Refresh the session in the cookies",
      description =
          "Needs `X-Csrf-Token`, and replaces both cookies. Tabs may refresh at the same time. If"
              + " the session is over, both cookies are cleared.")
  @APIResponse(responseCode = "200", description = "The session")
  @Problems(
      value = {REFRESH_TOKEN_NOT_FOUND, REFRESH_TOKEN_ALREADY_USED, SESSION_EXPIRED},
      common = CROSS_SITE_REQUEST)
  public Uni<CookieSession> refresh() {
    RoutingContext context = current.getCurrent();
    String shown = context.request().getHeader(CsrfToken.FIELD);
    String token = refreshToken(context);
    return clearing(context, known(token, sessions::sessionOf))
        .invoke(session -> csrfTokens.require(shown, session))
        .chain(() -> clearing(context, refreshSession.refresh(String.valueOf(token))))
        .chain(completeSession::complete)
        .map(session -> cookieSessions.answer(context, SessionView.of(session)));
  }

  @POST
  @Path("/logout")
  @Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
  @Operation(
      operationId = "signOutBrowser",
      summary = "Sign out of the session in the cookies",
      description =
          "As `POST /logout?scope=local`, also if the access token has expired. Needs"
              + " `X-Csrf-Token` if there is a session. Clears both cookies, whatever else happens.")
  @APIResponse(responseCode = "204", description = "Signed out")
  @Problems(common = CROSS_SITE_REQUEST)
  public Uni<Void> logout() {
    RoutingContext context = current.getCurrent();
    String shown = context.request().getHeader(CsrfToken.FIELD);
    String token = refreshToken(context);
    return known(token, sessions::sessionOf)
        .invoke(session -> csrfTokens.require(shown, session))
        .chain(() -> sessions.end(String.valueOf(token)))
        .onFailure(BrowserResource::isOver)
        .recoverWithNull()
        .onItemOrFailure()
        .invoke((done, failure) -> {
          if (!isCrossSite(failure)) {
            cookies.clear(context);
          }
        });
  }

  private @Nullable String refreshToken(RoutingContext context) {
    source.refuseStrangers(context.request());
    return cookies.refreshToken(context.request());
  }

  /** A browser without a cookie guesses at nothing, and is not counted as one that does. */
  private static <T> Uni<T> known(@Nullable String refreshToken, Function<String, Uni<T>> session) {
    return refreshToken == null
        ? Uni.createFrom().failure(REFRESH_TOKEN_NOT_FOUND.problem())
        : session
            .apply(refreshToken)
            // Of an unknown token, one too many.
            .onFailure(failure -> is(failure, TOO_MANY_REQUESTS))
            .transform(failure -> REFRESH_TOKEN_NOT_FOUND.problem());
  }

  /** A session that is over leaves no cookies behind. */
  private <T> Uni<T> clearing(RoutingContext context, Uni<T> session) {
    return session.onFailure(BrowserResource::isOver).invoke(() -> cookies.clear(context));
  }

  private static boolean isCrossSite(@Nullable Throwable failure) {
    return is(failure, CROSS_SITE_REQUEST);
  }

  private static boolean is(@Nullable Throwable failure, ProblemType type) {
    return failure instanceof Problem problem && problem.type().equals(type);
  }

  private static boolean isOver(Throwable failure) {
    return failure instanceof Problem problem && OVER.contains(problem.type());
  }
}
