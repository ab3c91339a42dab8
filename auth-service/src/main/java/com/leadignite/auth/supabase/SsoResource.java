package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.SAML_DISABLED;

import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code POST /sso}: refused in the words that clients know, until there is SAML. */
@Path("/auth/v1/sso")
@Tag(name = "Sign-in", description = "The API of Supabase Auth")
public final class SsoResource {

  SsoResource() {}

  @POST
  @Access(value = Audience.PUBLIC, limit = Limit.TOKEN)
  @Operation(
      operationId = "signInBySaml",
      summary = "Sign in by SAML",
      description = "No instance offers it.")
  @APIResponse(responseCode = "204", description = "Not while it is off")
  @Problems({SAML_DISABLED})
  public Uni<Void> sso() {
    return Uni.createFrom().failure(AuthProblem.SAML_DISABLED.problem());
  }
}
