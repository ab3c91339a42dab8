package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.INVALID_JWT;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

import com.leadignite.auth.browser.SessionCookies;
import com.leadignite.auth.browser.SessionMode;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.session.SignOut;
import com.leadignite.auth.session.SignOutScope;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Assurance;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code POST /logout}. */
@Path("/auth/v1/logout")
@Tag(name = "Sign-in", description = "The API of Supabase Auth")
public final class LogoutResource {

  private final CurrentCaller caller;
  private final SignOut signOut;
  private final CurrentVertxRequest current;
  private final SessionCookies cookies;

  LogoutResource(
      CurrentCaller caller, SignOut signOut, CurrentVertxRequest current, SessionCookies cookies) {
    this.caller = caller;
    this.signOut = signOut;
    this.current = current;
    this.cookies = cookies;
  }

  @POST
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.SIGN_OUT,
      assurance = Assurance.FIRST_FACTOR,
      anonymous = true)
  @Operation(
      operationId = "signOut",
      summary = "Sign out",
      description =
          "`scope` is `global` (the default), `local` or `others`. 204 when every service refuses"
              + " the tokens; 503 if that is not certain yet. A session in cookies loses them, unless"
              + " it was the others that were signed out.")
  @APIResponse(responseCode = "204", description = "Signed out")
  @Problems({INVALID_JWT, SESSION_NOT_FOUND})
  public Uni<Void> logout(@QueryParam("scope") @Nullable String scope) {
    SignOutScope wanted =
        SignOutScope.of(scope == null || scope.isEmpty() ? "global" : scope)
            .orElseThrow(() ->
                new Problem(
                    CommonProblem.VALIDATION_FAILED, "scope must be global, local or others"));
    // Also if Redis is unavailable: the session is over, and the browser has no use for its tokens.
    RoutingContext context = current.getCurrent();
    if (wanted != SignOutScope.OTHERS && SessionMode.isCookie(context)) {
      cookies.clear(context);
    }
    return signOut.signOut(caller.person(), wanted);
  }
}
