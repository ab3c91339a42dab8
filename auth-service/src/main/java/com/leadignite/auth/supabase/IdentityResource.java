package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.LINKING_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Linking and unlinking ways to sign in: refused in the words that clients know, until there is
 * more than one way.
 */
@Path("/auth/v1/user/identities")
@Tag(name = "Account", description = "The API of Supabase Auth")
public final class IdentityResource {

  IdentityResource() {}

  @GET
  @Path("/authorize")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "linkIdentity",
      summary = "Link a way to sign in",
      description = "No instance offers it.")
  @APIResponse(responseCode = "204", description = "Not while it is off")
  @Problems({SESSION_NOT_FOUND, LINKING_DISABLED})
  public Uni<Void> link() {
    return Uni.createFrom().failure(AuthProblem.LINKING_DISABLED.problem());
  }

  @DELETE
  @Path("/{id}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "unlinkIdentity",
      summary = "Unlink a way to sign in",
      description = "No instance offers it.")
  @APIResponse(responseCode = "204", description = "Not while it is off")
  @Problems({SESSION_NOT_FOUND, LINKING_DISABLED})
  public Uni<Void> unlink(@PathParam("id") String id) {
    return Uni.createFrom().failure(AuthProblem.LINKING_DISABLED.problem());
  }
}
