package com.leadignite.auth.organization;

import static com.leadignite.auth.problem.AuthProblem.ALREADY_MEMBER;
import static com.leadignite.auth.problem.AuthProblem.EMAIL_NOT_CONFIRMED;
import static com.leadignite.auth.problem.AuthProblem.INVITE_NOT_FOUND;
import static com.leadignite.auth.problem.AuthProblem.SESSION_NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.FRESH_SIGN_IN_NEEDED;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.auth.paging.PathId;
import com.leadignite.auth.problem.Problems;
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
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

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
  @ManagesInvitations
  @Operation(
      operationId = "createInvitation",
      summary = "Invite a person",
      description =
          "The token is in this answer only, or with `mail` in a mail to the address only, as"
              + " `invitation_token` in the fragment of a link to `redirect_to`. It is valid once,"
              + " for that address, while its author is an admin. The invitation replaces the open one for the address. Inviting an"
              + " admin requires a fresh sign-in.")
  @APIResponse(
      responseCode = "201",
      description = "The invitation, with its token",
      content = @Content(schema = @Schema(implementation = Invitation.class)))
  @Problems(
      value = {SESSION_NOT_FOUND, ALREADY_MEMBER},
      common = {FRESH_SIGN_IN_NEEDED})
  public Uni<Invitation> create(NewInvitation wanted) {
    return invite.invite(caller.person(), wanted);
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
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {INVALID_CURSOR})
  public Uni<Page<Invitation>> list(@Valid @BeanParam PageRequest page) {
    PagedList list = cursors.list("auth.invitations", caller.person().tenantId());
    return store
        .page(caller.person(), list.afterId(page), page.limit() + 1, clock.instant())
        .map(read -> list.page(page, read, invitation -> Place.of(invitation.id())));
  }

  @DELETE
  @Path("/organization/invitations/{id}")
  @ManagesInvitations
  @Operation(operationId = "withdrawInvitation", summary = "Withdraw an invitation")
  @APIResponse(responseCode = "204", description = "It can no longer be accepted")
  @Problems(
      value = {SESSION_NOT_FOUND},
      common = {NOT_FOUND})
  public Uni<Void> withdraw(@PathParam("id") String id) {
    return invite.withdraw(caller.person(), PathId.of(id));
  }

  @POST
  @Path("/organization/invitations/{id}/resend")
  @ManagesInvitations
  @Operation(
      operationId = "resendInvitation",
      summary = "Mail an invitation again",
      description =
          "The mail has a new link, and the one before is void. The caller is the author of the"
              + " invitation from now on, and it expires as late as a new one. Resending that of an"
              + " admin requires a fresh sign-in.")
  @APIResponse(responseCode = "200", description = "The invitation afterwards")
  @Problems(
      value = {SESSION_NOT_FOUND, ALREADY_MEMBER},
      common = {NOT_FOUND, FRESH_SIGN_IN_NEEDED})
  public Uni<Invitation> resend(
      @PathParam("id") String id, @RequestBody(required = false) @Nullable Redirection wanted) {
    return invite.resend(
        caller.person(), PathId.of(id), wanted == null ? null : wanted.redirectTo());
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
  @Problems({SESSION_NOT_FOUND, EMAIL_NOT_CONFIRMED, INVITE_NOT_FOUND})
  public Uni<Organization> accept(Acceptance acceptance) {
    return joinOrganization.accept(caller.person(), acceptance.token());
  }
}
