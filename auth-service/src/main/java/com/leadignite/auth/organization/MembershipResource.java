package com.leadignite.auth.organization;

import com.leadignite.auth.paging.PathId;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

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
   * What somebody is in an organization.
   *
   * @param member whether they may act in it now: suspended members may not
   */
  record Standing(boolean member) {}

  @GET
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = "members:read")
  @Operation(
      summary = "Whether somebody is a member of an organization",
      description =
          "For services. Nobody, an organization that is none and another organization's member are"
              + " answered alike.")
  @APIResponse(responseCode = "200", description = "Whether they are")
  @APIResponse(responseCode = "404", description = "not-found: an id is no UUID")
  public Uni<Standing> standing(@PathParam("id") String id, @PathParam("user_id") String user) {
    return store
        .isMember(new TenantId(PathId.of(id)), new UserId(PathId.of(user)), clock.instant())
        .map(Standing::new);
  }
}
