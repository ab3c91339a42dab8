package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.REFRESH_TOKEN_ALREADY_USED;
import static com.leadignite.auth.problem.AuthProblem.REFRESH_TOKEN_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.SESSION_EXPIRED;
import static com.leadignite.guard.problem.CommonProblem.CROSS_SITE_REQUEST;

import com.leadignite.auth.browser.SessionCookies;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.session.CompleteSession;
import com.leadignite.auth.session.RefreshSession;
import com.leadignite.auth.token.CsrfTokens;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.cookie.CsrfToken;
import com.leadignite.guard.cookie.RequestSource;
import com.leadignite.guard.id.SessionId;
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
  private final RefreshSession refreshSession;
  private final CompleteSession completeSession;
  private final CookieSessions cookieSessions;

  BrowserResource(
      CurrentVertxRequest current,
      RequestSource source,
      SessionCookies cookies,
      CsrfTokens csrfTokens,
      RefreshSession refreshSession,
      CompleteSession completeSession,
      CookieSessions cookieSessions) {
    this.current = current;
    this.source = source;
    this.cookies = cookies;
    this.csrfTokens = csrfTokens;
    this.refreshSession = refreshSession;
    this.completeSession = completeSession;
    this.cookieSessions = cookieSessions;
  }

  /** The CSRF token of a session. Does not print it. */
  record CsrfTokenView(String csrfToken) {
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
  @Problems(value = REFRESH_TOKEN_NOT_FOUND, common = CROSS_SITE_REQUEST)
  public Uni<CsrfTokenView> csrfToken() {
    return session(refreshToken(current.getCurrent()))
        .map(session -> new CsrfTokenView(csrfTokens.of(session)));
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
    return session(token)
        .invoke(session -> CsrfToken.require(shown, CsrfToken.hash(csrfTokens.of(session))))
        .chain(() -> refreshSession.refresh(String.valueOf(token)))
        .chain(completeSession::complete)
        .map(session -> cookieSessions.answer(context, SessionView.of(session)))
        .onFailure(BrowserResource::isOver)
        .invoke(() -> cookies.clear(context));
  }

  private @Nullable String refreshToken(RoutingContext context) {
    source.refuseStrangers(context.request());
    return cookies.refreshToken(context.request());
  }

  /** A browser without a cookie guesses at nothing, and is not counted as one that does. */
  private Uni<SessionId> session(@Nullable String refreshToken) {
    return refreshToken == null
        ? Uni.createFrom().failure(REFRESH_TOKEN_NOT_FOUND.problem())
        : refreshSession.sessionOf(refreshToken);
  }

  private static boolean isOver(Throwable failure) {
    return failure instanceof Problem problem && OVER.contains(problem.type());
  }
}
