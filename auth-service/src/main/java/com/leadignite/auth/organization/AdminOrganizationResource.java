package com.leadignite.auth.organization;

import static com.leadignite.auth.problem.AuthProblem.LAST_ADMIN;
import static com.leadignite.auth.problem.AuthProblem.PLATFORM_ORGANIZATION;
import static com.leadignite.auth.problem.AuthProblem.SELF_CHANGE;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Organizations, for those who run the platform. */
@Path("/auth/v1/admin/organizations/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Administration", description = "For platform administrators")
public final class AdminOrganizationResource {

  private final CurrentCaller caller;
  private final SuspendOrganization suspendOrganization;
  private final ChangeRole changeRole;

  AdminOrganizationResource(
      CurrentCaller caller, SuspendOrganization suspendOrganization, ChangeRole changeRole) {
    this.caller = caller;
    this.suspendOrganization = suspendOrganization;
    this.changeRole = changeRole;
  }

  @GET
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = Role.PLATFORM_ADMIN,
      scopes = Scope.PLATFORM_ADMIN)
  @Operation(operationId = "getOrganizationById", summary = "An organization")
  @APIResponse(responseCode = "200", description = "The organization")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<AdministeredOrganization> organization(@PathParam("id") String id) {
    return suspendOrganization.find(new TenantId(PathId.of(id)));
  }

  @PATCH
  @Path("/members/{user_id}")
  @ManagesOrganizations
  @Operation(
      operationId = "changeMemberOfOrganization",
      summary = "Give a member of an organization another role",
      description =
          "Also while it is suspended, for instance because its only admin is banned. The member's"
              + " tokens for it are revoked.")
  @APIResponse(responseCode = "200", description = "The member afterwards")
  @Problems(
      value = {SESSION_NOT_FOUND, SELF_CHANGE, LAST_ADMIN},
      common = {NOT_FOUND})
  public Uni<Member> changeMember(
      @PathParam("id") String id, @PathParam("user_id") String user, MemberChange change) {
    return changeRole.changeIn(
        new TenantId(PathId.of(id)),
        caller.person(),
        new UserId(PathId.of(user)),
        change.role().role());
  }

  @PUT
  @Path("/suspension")
  @ManagesOrganizations
  @Operation(
      operationId = "suspendOrganization",
      summary = "Suspend an organization",
      description =
          "Its members' tokens and API keys for it are refused at once in every service, nobody gets"
              + " new ones, its invitations cannot be accepted, and webhooks for its sources are"
              + " answered with 503, so that senders try again. Members keep their accounts and act"
              + " in another of their organizations.")
  @APIResponse(responseCode = "200", description = "The organization afterwards")
  @Problems(
      value = {SESSION_NOT_FOUND, PLATFORM_ORGANIZATION},
      common = {NOT_FOUND})
  public Uni<AdministeredOrganization> suspend(@PathParam("id") String id, Suspension suspension) {
    return suspendOrganization.suspend(new TenantId(PathId.of(id)), suspension.reason());
  }

  @DELETE
  @Path("/suspension")
  @ManagesOrganizations
  @Operation(
      operationId = "liftSuspension",
      summary = "Lift the suspension of an organization",
      description =
          "Members get tokens for it again with their next sign-in, refresh or switch; API keys and"
              + " sources of webhooks are accepted again within half a minute.")
  @APIResponse(responseCode = "200", description = "The organization afterwards")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<AdministeredOrganization> lift(@PathParam("id") String id) {
    return suspendOrganization.lift(new TenantId(PathId.of(id)));
  }
}
