package com.leadignite.auth.organization;

import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The roles of people, and what each permits. */
@Path("/auth/v1/roles")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations", description = "The caller's organizations and their members")
public final class RoleResource {

  RoleResource() {}

  @GET
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ)
  @Operation(
      operationId = "listRoles",
      summary = "The roles, with what each permits",
      description =
          "From the lowest to the highest. `permissions` are the scopes that a session of the role"
              + " carries; which rows they reach depends on the role, as `description` says.")
  @Problems({SESSION_NOT_FOUND})
  public Uni<Page<DescribedRole>> roles() {
    return Uni.createFrom()
        .item(() ->
            Page.single(
                Arrays.stream(Role.values())
                    .filter(role -> role != Role.SERVICE)
                    .map(DescribedRole::of)
                    .toList()));
  }
}
