package com.leadignite.auth.organization;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.organization.StandingStore.Standing;
import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
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
import org.jspecify.annotations.Nullable;

/** Answers the platform's other services who is a member of which organization. */
@Path("/auth/v1/organizations/{id}/members/{user_id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations", description = "The caller's organizations and their members")
public final class MembershipResource {

  private final StandingStore store;
  private final Clock clock;

  MembershipResource(StandingStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A person's membership of an organization.
   *
   * @param member whether they may act in it now: banned people may not, and nobody while it is
   *     suspended
   * @param role their role; left out unless they may
   * @param since when they became a member; left out unless they may
   * @param suspended true if they may not because the organization is suspended; else left out
   * @param readAt the time of the answer, on the clock that revocations are compared with; left out
   *     if they are no member
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Membership(
      boolean member,
      @Nullable Role role,
      @Nullable Instant since,
      @Nullable Boolean suspended,
      @Nullable Instant readAt) {

    private static final Membership NONE = new Membership(false, null, null, null, null);

    static Membership of(Standing found) {
      return found.suspended()
          ? new Membership(false, null, null, true, found.readAt())
          : new Membership(true, found.role(), found.since(), null, found.readAt());
    }
  }

  @GET
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = Scope.MEMBERS_READ)
  @Operation(
      operationId = "getMembership",
      summary = "A person's membership of an organization",
      description =
          "For services. An unknown person, an unknown organization and another organization's"
              + " member are answered alike.")
  @APIResponse(
      responseCode = "200",
      description = "Whether they are a member, in what role, and since when")
  @Problems(common = {NOT_FOUND})
  public Uni<Membership> membership(@PathParam("id") String id, @PathParam("user_id") String user) {
    return store
        .of(new TenantId(PathId.of(id)), new UserId(PathId.of(user)), clock.instant())
        .map(found -> found.map(Membership::of).orElse(Membership.NONE));
  }
}
