package com.leadignite.auth.session;

import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A person's own sessions, and their end (ASVS 7.5.2). */
@Path("/auth/v1/sessions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sessions", description = "The caller's own sessions")
public final class SessionResource {

  private final CurrentCaller caller;
  private final ActiveSessionStore store;
  private final SignOut signOut;
  private final SessionConfig config;
  private final Cursors cursors;
  private final Clock clock;

  SessionResource(
      CurrentCaller caller,
      ActiveSessionStore store,
      SignOut signOut,
      SessionConfig config,
      Cursors cursors,
      Clock clock) {
    this.caller = caller;
    this.store = store;
    this.signOut = signOut;
    this.config = config;
    this.cursors = cursors;
    this.clock = clock;
  }

  @GET
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "listSessions",
      summary = "The caller's active sessions",
      description = "Newest first; `current` marks the session of this request.")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {INVALID_CURSOR})
  public Uni<Page<ListedSession>> sessions(@Valid @BeanParam PageRequest page) {
    PagedList list = cursors.list("auth.sessions", caller.person().userId());
    Instant now = clock.instant();
    return store
        .page(caller.person(), list.afterId(page), page.limit() + 1, now, now.minus(config.idle()))
        .map(read -> list.page(page, read, session -> Place.of(session.id().value())));
  }

  @DELETE
  @Access(value = Audience.SIGNED_IN, limit = Limit.SIGN_OUT)
  @Operation(
      operationId = "endOtherSessions",
      summary = "End the caller's other sessions",
      description =
          "The session of this request stays. 204 when every service refuses the tokens of the"
              + " others; 503 if that is not certain yet: the sessions are over all the same.")
  @APIResponse(responseCode = "204", description = "They are over")
  @Problems({SESSION_NOT_FOUND})
  public Uni<Void> endOthers() {
    return signOut.signOut(caller.person(), SignOutScope.OTHERS);
  }

  @DELETE
  @Path("/{id}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.SIGN_OUT)
  @Operation(
      operationId = "endSession",
      summary = "End a session of the caller",
      description =
          "204 when every service refuses its tokens; 503 if that is not certain yet: the session"
              + " is over all the same.")
  @APIResponse(responseCode = "204", description = "It is over")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<Void> end(@PathParam("id") String id) {
    return signOut.end(caller.person(), new SessionId(PathId.of(id)));
  }
}
