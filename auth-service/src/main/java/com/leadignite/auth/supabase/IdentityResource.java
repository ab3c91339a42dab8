package com.leadignite.auth.supabase;

import static com.leadignite.auth.problem.AuthProblem.IDENTITY_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.LINKING_DISABLED;
import static com.leadignite.auth.problem.AuthProblem.PKCE_INCOMPLETE;
import static com.leadignite.auth.problem.AuthProblem.PKCE_METHOD_REFUSED;
import static com.leadignite.auth.problem.AuthProblem.PROVIDER_UNSUPPORTED;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.SINGLE_IDENTITY;

import com.leadignite.auth.linking.UnlinkIdentity;
import com.leadignite.auth.problem.AuthProblem;
import com.leadignite.auth.problem.Problems;
import com.leadignite.auth.social.BeginFlow;
import com.leadignite.auth.social.SocialProviders;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.limit.Limit;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Links ways to sign in to the caller's account, and unlinks them. */
@Path("/auth/v1/user/identities")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Social sign-in", description = "The API of Supabase Auth")
public final class IdentityResource {

  private final CurrentCaller caller;
  private final BeginFlow beginFlow;
  private final UnlinkIdentity unlinkIdentity;
  private final SocialProviders providers;
  private final Flows flows;

  IdentityResource(
      CurrentCaller caller,
      BeginFlow beginFlow,
      UnlinkIdentity unlinkIdentity,
      SocialProviders providers,
      Flows flows) {
    this.caller = caller;
    this.beginFlow = beginFlow;
    this.unlinkIdentity = unlinkIdentity;
    this.providers = providers;
    this.flows = flows;
  }

  /** Where the client has to send its person. */
  @RegisterForReflection
  record LinkAddress(String url) {}

  @GET
  @Path("/authorize")
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.ACCOUNT,
      fresh = true,
      anonymous = true,
      changes = true)
  @Operation(
      operationId = "linkIdentity",
      summary = "Link a way to sign in",
      description =
          "Answers the provider's address, to open in the browser, whatever `skip_http_redirect`"
              + " is. With a code challenge the"
              + " identity is linked when the client exchanges the `code` that comes of it; without"
              + " one in the browser that keeps this answer's cookie. Needs a sign-in of the last"
              + " five minutes, unless the account is anonymous: it becomes one with the address"
              + " that the provider verified. With a session in cookies it needs `X-Csrf-Token`.")
  @APIResponse(responseCode = "200", description = "Where to send the person")
  @Problems({
    SESSION_NOT_FOUND,
    LINKING_DISABLED,
    PROVIDER_UNSUPPORTED,
    PKCE_INCOMPLETE,
    PKCE_METHOD_REFUSED
  })
  public Uni<RestResponse<LinkAddress>> link(
      @BeanParam SocialRequest asked,
      @QueryParam("skip_http_redirect") @Nullable String skipRedirect) {
    return beginFlow
        .link(asked.request(), asked.flow(flows), caller.person())
        .map(begun ->
            ResponseBuilder.ok(new LinkAddress(begun.url()))
                .header(HttpHeaders.SET_COOKIE, begun.cookie().header())
                .build());
  }

  @DELETE
  @Path("/{id}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT, fresh = true)
  @Operation(
      operationId = "unlinkIdentity",
      summary = "Unlink a way to sign in",
      description =
          "Not the last one. That of address and password takes the password with it. Ends the"
              + " other sessions, and needs a sign-in of the last five minutes.")
  @APIResponse(responseCode = "200", description = "Unlinked: an empty object")
  @Problems({SESSION_NOT_FOUND, LINKING_DISABLED, IDENTITY_NOT_FOUND, SINGLE_IDENTITY})
  public Uni<Map<String, Object>> unlink(@PathParam("id") String id) {
    return providers.mayBeLinked()
        ? unlinkIdentity
            .unlink(
                caller.person(),
                Uuids.parse(id).orElseThrow(AuthProblem.IDENTITY_NOT_FOUND::problem))
            .replaceWith(Map.of())
        : Uni.createFrom().failure(AuthProblem.LINKING_DISABLED.problem());
  }
}
