package com.leadignite.auth.oauth;

import com.leadignite.auth.token.IssuerConfig;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** The same, where clients of Supabase Auth look for it. */
@Path("/auth/v1/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "OAuth", description = "The OAuth 2.1 server for partners")
public final class IssuerMetadataResource {

  private final OAuthMetadata metadata;

  IssuerMetadataResource(IssuerConfig issuer) {
    this.metadata = OAuthMetadata.of(issuer.issuer());
  }

  @GET
  @Access(value = Audience.PUBLIC, limit = Limit.PUBLIC_READ)
  @ResponseHeader(name = "Cache-Control", value = "public, max-age=600")
  @Operation(
      operationId = "getOAuthMetadataOfIssuer",
      summary = "Where the OAuth server is, below the issuer")
  @APIResponse(responseCode = "200", description = "RFC 8414")
  public Uni<OAuthMetadata> metadata() {
    return Uni.createFrom().item(metadata);
  }
}
