package com.leadignite.auth.oauth;

import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the caller let clients do; in the form of Supabase Auth. */
@Path("/auth/v1/user/oauth/grants")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth", description = "The OAuth 2.1 server for partners")
public final class GrantResource {

  private final CurrentCaller caller;
  private final GivenGrants given;

  GrantResource(CurrentCaller caller, GivenGrants given) {
    this.caller = caller;
    this.given = given;
  }

  @GET
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "listOAuthGrants",
      summary = "What the caller let clients do",
      description = "In the organization of the token, newest first, 200 at most.")
  @APIResponse(responseCode = "200", description = "The grants")
  public Uni<List<GivenGrant>> grants() {
    return given.list(caller.person());
  }

  @DELETE
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "revokeOAuthGrant",
      summary = "Take back what the caller let a client do",
      description =
          "204 when every service refuses its tokens; 503 if that is not certain yet: it has ended"
              + " all the same.")
  @APIResponse(responseCode = "204", description = "The client can do nothing for the caller")
  @Problems(common = CommonProblem.NOT_FOUND)
  public Uni<Void> revoke(@QueryParam("client_id") @Nullable String clientId) {
    return given.revoke(caller.person(), PathId.of(String.valueOf(clientId)));
  }
}
