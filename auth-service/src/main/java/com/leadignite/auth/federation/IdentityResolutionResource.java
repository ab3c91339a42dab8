package com.leadignite.auth.federation;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Answers the platform's other services whose account an identity is. */
@Path("/auth/v1/identities/resolve")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Identities", description = "Ways in which people sign in")
public final class IdentityResolutionResource {

  private final FederatedAccountStore accounts;

  IdentityResolutionResource(FederatedAccountStore accounts) {
    this.accounts = accounts;
  }

  @POST
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = Scope.IDENTITIES_RESOLVE)
  @Operation(
      operationId = "resolveIdentity",
      summary = "The account of an identity at another issuer",
      description =
          "For services that accept that issuer's tokens, by provider, issuer and subject. An"
              + " identity that nobody has and one of a suspended account are answered alike.")
  @APIResponse(responseCode = "200", description = "Whether there is one, and what it may do")
  public Uni<ResolvedIdentity> resolve(IdentityLookUp asked) {
    return accounts
        .find(asked.provider(), asked.issuer(), asked.subject())
        .map(ResolvedIdentity::of);
  }
}
