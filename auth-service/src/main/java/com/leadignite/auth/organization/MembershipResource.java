package com.leadignite.auth.organization;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.leadignite.auth.organization.MembershipStore.Member;
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
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Answers the platform's other services who is a member of which organization. */
@Path("/auth/v1/organizations/{id}/members/{user_id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations", description = "The caller's organizations and their members")
public final class MembershipResource {

  private final MembershipStore store;
  private final Clock clock;

  MembershipResource(MembershipStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * A person's membership of an organization.
   *
   * @param member whether they may act in it now: suspended members may not
   * @param role their role; left out if they are no member
   * @param since when they became a member; left out if they are none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Standing(boolean member, @Nullable Role role, @Nullable Instant since) {

    static Standing of(Optional<Member> member) {
      return member
          .map(found -> new Standing(true, found.role(), found.since()))
          .orElseGet(() -> new Standing(false, null, null));
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
  public Uni<Standing> standing(@PathParam("id") String id, @PathParam("user_id") String user) {
    return store
        .member(new TenantId(PathId.of(id)), new UserId(PathId.of(user)), clock.instant())
        .map(Standing::of);
  }
}
