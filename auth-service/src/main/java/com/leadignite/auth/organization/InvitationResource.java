package com.leadignite.auth.organization;

import com.leadignite.auth.account.EmailAddress;
import com.leadignite.auth.paging.PathId;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Invitations to the caller's organization, and accepting one. */
@Path("/auth/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Invitations", description = "Inviting people into an organization")
public final class InvitationResource {

  private final CurrentCaller caller;
  private final InvitationStore store;
  private final Invite invite;
  private final JoinOrganization joinOrganization;
  private final Cursors cursors;
  private final Clock clock;

  InvitationResource(
      CurrentCaller caller,
      InvitationStore store,
      Invite invite,
      JoinOrganization joinOrganization,
      Cursors cursors,
      Clock clock) {
    this.caller = caller;
    this.store = store;
    this.invite = invite;
    this.joinOrganization = joinOrganization;
    this.cursors = cursors;
    this.clock = clock;
  }

  @POST
  @Path("/organization/invitations")
  @ResponseStatus(201)
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.ACCOUNT,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = "organization:write")
  @Operation(
      operationId = "createInvitation",
      summary = "Invite a person",
      description =
          "The token is in this answer only; it is valid once, for that address, while its author"
              + " is an admin. The invitation replaces the open one for the address. Inviting an"
              + " admin requires a fresh sign-in.")
  @APIResponse(
      responseCode = "201",
      description = "The invitation, with its token",
      content = @Content(schema = @Schema(implementation = Invitation.class)))
  @APIResponse(responseCode = "403", description = "fresh-sign-in-needed: to invite an admin")
  @APIResponse(responseCode = "422", description = "user_already_exists: they are a member")
  public Uni<Invitation> create(NewInvitation wanted) {
    EmailAddress email = EmailAddress.parse(wanted.email()).orElseThrow();
    return invite.invite(caller.person(), email, wanted.role().role());
  }

  @GET
  @Path("/organization/invitations")
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.READ,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN})
  @Operation(
      operationId = "listInvitations",
      summary = "The open invitations of the organization",
      description = "Oldest first.")
  public Uni<Page<Invitation>> list(@Valid @BeanParam PageRequest page) {
    PagedList list = cursors.list("auth.invitations", caller.person().tenantId());
    return store
        .page(caller.person(), list.afterId(page), page.limit() + 1, clock.instant())
        .map(read -> list.page(page, read, invitation -> Place.of(invitation.id())));
  }

  @DELETE
  @Path("/organization/invitations/{id}")
  @Access(
      value = Audience.SIGNED_IN,
      limit = Limit.ACCOUNT,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = "organization:write")
  @Operation(operationId = "withdrawInvitation", summary = "Withdraw an invitation")
  @APIResponse(responseCode = "204", description = "It can no longer be accepted")
  @APIResponse(responseCode = "404", description = "The organization has no such open invitation")
  public Uni<Void> withdraw(@PathParam("id") String id) {
    return invite.withdraw(caller.person(), PathId.of(id));
  }

  @POST
  @Path("/invitations/accept")
  @Access(value = Audience.SIGNED_IN, limit = Limit.ACCOUNT)
  @Operation(
      operationId = "acceptInvitation",
      summary = "Accept an invitation",
      description =
          "For people who have an account; others send the token with the sign-up, as"
              + " `data.invitation_token`. Tokens are for the new organization from the next refresh"
              + " on.")
  @APIResponse(responseCode = "200", description = "The organization joined")
  @APIResponse(responseCode = "404", description = "invite_not_found")
  public Uni<Organization> accept(Acceptance acceptance) {
    return joinOrganization.accept(caller.person(), acceptance.token());
  }
}
