package com.leadignite.auth.key;

import static com.leadignite.auth.problem.AuthProblem.ROTATION_TOO_SOON;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Administration of the signing keys. */
@Path("/auth/v1/admin/keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For platform administrators")
public final class KeyResource {

  private final SigningKeys keys;

  KeyResource(SigningKeys keys) {
    this.keys = keys;
  }

  /** The ids of the keys that sign now and next. */
  record Rotation(String active, String next) {}

  @POST
  @Path("/rotate")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = Role.PLATFORM_ADMIN,
      scopes = Scope.PLATFORM_ADMIN,
      fresh = true)
  @Operation(
      operationId = "rotateKeys",
      summary = "Replace the signing key",
      description =
          "The next key, which every verifier has by now, signs from here on; tokens of the one"
              + " before stay valid until they expire. Answers 409 if the next key was published too"
              + " recently.")
  @APIResponse(responseCode = "200", description = "The keys afterwards")
  @Problems({SESSION_NOT_FOUND, ROTATION_TOO_SOON})
  public Uni<Rotation> rotate() {
    return keys.rotate().map(ring -> new Rotation(ring.active().kid(), ring.next().kid()));
  }
}
