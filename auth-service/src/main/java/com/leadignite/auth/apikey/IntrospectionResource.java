package com.leadignite.auth.apikey;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.edge.ClientAddress;
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

/** Answers the platform's other services what an API key permits. */
@Path("/auth/v1/api-keys/introspect")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "API keys", description = "Keys of machines that act for the caller")
public final class IntrospectionResource {

  private final IntrospectApiKey introspect;

  IntrospectionResource(IntrospectApiKey introspect) {
    this.introspect = introspect;
  }

  @POST
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = Scope.API_KEYS_INTROSPECT)
  @Operation(
      operationId = "introspectApiKey",
      summary = "What an API key permits now",
      description =
          "For services, by the key's SHA-256. An unknown key, one that expired or was revoked, and"
              + " one whose owner is suspended or no member any more are answered alike.")
  @APIResponse(responseCode = "200", description = "Whether it is active, and what it permits")
  public Uni<IntrospectedApiKey> introspect(Introspection asked) {
    ClientAddress from =
        ClientAddress.parse(asked.address())
            .orElseThrow(() -> Violations.of("address", "must be an IP address"));
    return introspect.find(asked.sha256(), from).map(IntrospectedApiKey::of);
  }
}
