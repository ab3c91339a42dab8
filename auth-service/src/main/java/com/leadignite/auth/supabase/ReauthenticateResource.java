package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.REAUTHENTICATION_NEEDS_ADDRESS;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;

import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.profile.Nonces;
import com.leadignite.auth.supabase.MailBodies.MailRequested;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code GET /reauthenticate}: a code that proves who holds a session. */
@Path("/auth/v1/reauthenticate")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Mail", description = "The API of Supabase Auth")
public final class ReauthenticateResource {

  private final Nonces nonces;
  private final CurrentCaller caller;

  ReauthenticateResource(Nonces nonces, CurrentCaller caller) {
    this.nonces = nonces;
    this.caller = caller;
  }

  @GET
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT, changes = true)
  @Operation(
      operationId = "reauthenticate",
      summary = "Send the caller a code that proves who they are",
      description =
          "`PUT /user` takes it as `nonce`, once. A second mail within a minute is not sent. With a"
              + " session in cookies it needs `X-Csrf-Token`.")
  @APIResponse(responseCode = "200", description = "The caller's mailbox has it, or will have")
  @Problems({SESSION_NOT_FOUND, REAUTHENTICATION_NEEDS_ADDRESS})
  public Uni<MailRequested> reauthenticate() {
    return nonces.send(caller.person()).replaceWith(MailRequested.byMail());
  }
}
