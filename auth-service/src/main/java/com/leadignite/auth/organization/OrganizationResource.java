package com.leadignite.auth.organization;

import static com.leadignite.auth.problem.AuthProblem.LAST_ADMIN;
import static com.leadignite.auth.problem.AuthProblem.ORGANIZATION_SUSPENDED;
import static com.leadignite.auth.problem.AuthProblem.SELF_CHANGE;
import static com.leadignite.auth.problem.AuthProblem.SELF_REMOVAL;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Assurance;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The organization the caller acts in, its members, and the others they could act in. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Organizations", description = "The caller's organizations and their members")
public final class OrganizationResource {

  private final CurrentCaller caller;
  private final OrganizationStore store;
  private final ChangeOrganization changeOrganization;
  private final ChangeRole changeRole;
  private final TransferOrganization transferOrganization;
  private final JoinOrganization joinOrganization;
  private final LeaveOrganization leaveOrganization;
  private final Cursors cursors;

  OrganizationResource(
      CurrentCaller caller,
      OrganizationStore store,
      ChangeOrganization changeOrganization,
      ChangeRole changeRole,
      TransferOrganization transferOrganization,
      JoinOrganization joinOrganization,
      LeaveOrganization leaveOrganization,
      Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.changeOrganization = changeOrganization;
    this.changeRole = changeRole;
    this.transferOrganization = transferOrganization;
    this.joinOrganization = joinOrganization;
    this.leaveOrganization = leaveOrganization;
    this.cursors = cursors;
  }

  @GET
  @Path("/organization")
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ)
  @Operation(operationId = "getOrganization", summary = "The organization of the token")
  @APIResponse(responseCode = "200", description = "The organization")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<Organization> organization() {
    return store
        .ofCaller(caller.person())
        .map(found ->
            found.orElseThrow(
                () -> new Problem(CommonProblem.NOT_FOUND, "There is no such organization.")));
  }

  @PATCH
  @Path("/organization")
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.ACCOUNT,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = Scope.ORGANIZATION_WRITE,
      assurance = Assurance.TWO_FACTORS,
      fresh = true)
  @Operation(
      operationId = "changeOrganization",
      summary = "Change the organization's name, or what it requires of its members",
      description =
          "For admins who have just shown a second factor. What is left out stays as it is. With"
              + " `mfa_required` members without one can do"
              + " nothing but enrol it, from their next access token on.")
  @APIResponse(responseCode = "200", description = "The organization afterwards")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<Organization> change(OrganizationSettings wanted) {
    return changeOrganization.change(caller.person(), wanted);
  }

  @POST
  @Path("/organization/transfer")
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.ACCOUNT,
      roles = Role.ADMIN,
      scopes = Scope.ORGANIZATION_WRITE,
      assurance = Assurance.TWO_FACTORS,
      fresh = true)
  @Operation(
      operationId = "transferOrganization",
      summary = "Hand the organization over to another member",
      description =
          "For admins who have just shown a second factor. In one step the member becomes an admin"
              + " and the caller gets the other role; other admins stay. The tokens of both for the"
              + " organization are refused at once, and the caller's open invitations end.")
  @APIResponse(responseCode = "204", description = "It is handed over")
  @Problems(
      value = {SESSION_NOT_FOUND, SELF_CHANGE},
      common = {NOT_FOUND})
  public Uni<Void> transfer(Transfer wanted) {
    return transferOrganization.transfer(
        caller.person(), new UserId(wanted.userId()), wanted.role().role());
  }

  @GET
  @Path("/organizations")
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ)
  @Operation(
      operationId = "listOrganizations",
      summary = "Every organization of which the caller is a member")
  @Problems({SESSION_NOT_FOUND})
  public Uni<Page<Organization>> organizations() {
    return store.allOf(caller.person().userId()).map(Page::single);
  }

  @POST
  @Path("/organizations/{id}/leave")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT, fresh = true)
  @Operation(
      operationId = "leaveOrganization",
      summary = "Leave an organization",
      description =
          "Requires a fresh sign-in; the last admin cannot leave. The caller's tokens for it are"
              + " refused at once; refresh to act in another organization: one of their own, made if"
              + " they have no other.")
  @APIResponse(responseCode = "204", description = "They are no longer a member")
  @Problems(
      value = {SESSION_NOT_FOUND, LAST_ADMIN},
      common = {NOT_FOUND})
  public Uni<Void> leave(@PathParam("id") String id) {
    return leaveOrganization.leave(caller.person(), new TenantId(PathId.of(id)));
  }

  @POST
  @Path("/organizations/{id}/switch")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "switchOrganization",
      summary = "Act in another organization",
      description = "Tokens are for it from the next refresh on; the present one stays as it is.")
  @APIResponse(responseCode = "200", description = "The organization to act in")
  @Problems(
      value = {SESSION_NOT_FOUND, ORGANIZATION_SUSPENDED},
      common = {NOT_FOUND})
  public Uni<Organization> actIn(@PathParam("id") String id) {
    return joinOrganization.actIn(caller.person(), new TenantId(PathId.of(id)));
  }

  @GET
  @Path("/organization/members")
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ)
  @Operation(
      operationId = "listMembers",
      summary = "The members of the organization",
      description = "Oldest account first.")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {INVALID_CURSOR})
  public Uni<Page<Member>> members(@Valid @BeanParam PageRequest page) {
    PagedList list = cursors.list("auth.members", caller.person().tenantId());
    return store
        .members(caller.person(), list.afterId(page), page.limit() + 1)
        .map(read -> list.page(page, read, member -> Place.of(member.userId().value())));
  }

  @PATCH
  @Path("/organization/members/{user_id}")
  @ManagesMembers
  @Operation(
      operationId = "changeMember",
      summary = "Give a member another role",
      description =
          "For admins with a fresh sign-in; never one's own role. The member's tokens are revoked,"
              + " so that the next ones carry the new role.")
  @APIResponse(responseCode = "200", description = "The member afterwards")
  @Problems(
      value = {SESSION_NOT_FOUND, SELF_CHANGE},
      common = {NOT_FOUND})
  public Uni<Member> changeMember(@PathParam("user_id") String id, MemberChange change) {
    return changeRole.change(caller.person(), new UserId(PathId.of(id)), change.role().role());
  }

  @DELETE
  @Path("/organization/members/{user_id}")
  @ManagesMembers
  @Operation(
      operationId = "removeMember",
      summary = "Remove a member from the organization",
      description =
          "For admins with a fresh sign-in; never oneself. The member's tokens for the organization"
              + " are refused at once and their open invitations end; they keep their account.")
  @APIResponse(responseCode = "204", description = "They are no longer a member")
  @Problems(
      value = {SESSION_NOT_FOUND, SELF_REMOVAL},
      common = {NOT_FOUND})
  public Uni<Void> removeMember(@PathParam("user_id") String id) {
    return leaveOrganization.remove(caller.person(), new UserId(PathId.of(id)));
  }
}
