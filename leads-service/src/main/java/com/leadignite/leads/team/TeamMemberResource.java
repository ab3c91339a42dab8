package com.leadignite.leads.team;

import static com.leadignite.guard.caller.Role.ADMIN;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.leads.LeadsProblem.DUPLICATE_TEAM;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.Problems;
import com.leadignite.leads.member.MembershipCheck;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/**
 * Who is in which team. A manager sees the leads of everybody they share a team with, so this is
 * administration.
 */
@Path("/leads/v1/teams/{team_id}/members")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teams", description = "Who is in which team, which decides what a manager sees")
public final class TeamMemberResource {

  private final CurrentCaller caller;
  private final TeamMemberStore store;
  private final MembershipCheck members;
  private final Cursors cursors;

  TeamMemberResource(
      CurrentCaller caller, TeamMemberStore store, MembershipCheck members, Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.members = members;
    this.cursors = cursors;
  }

  /** Lists a team's members. */
  @GET
  @Access(value = Audience.ADMIN, limit = Limit.ADMIN, roles = ADMIN, scopes = Scope.LEADS_READ)
  @Operation(
      operationId = "listTeamMembers",
      summary = "List a team's members",
      description =
          "In the order of their ids, page by page. None if there is no such team. An id that is no"
              + " UUID is `not-found`.")
  @Problems(common = {NOT_FOUND, INVALID_CURSOR})
  public Uni<Page<TeamMember>> list(
      @PathParam("team_id") String team, @Valid @BeanParam PageRequest page) {
    Caller.Person admin = caller.person();
    UUID id = uuid(team);
    PagedList list = cursors.list("leads.team-members", admin.tenantId(), id);
    return store
        .list(admin, id, list.afterId(page), page.limit() + 1)
        .map(read -> list.page(page, read, member -> Place.of(member.userId())));
  }

  /** Adds a person to a team. */
  @PUT
  @Path("/{user_id}")
  @ManagesTeams
  @Operation(
      operationId = "addTeamMember",
      summary = "Add a member to a team",
      description =
          "A team that does not exist is created, and called by its id: `duplicate-team` if another"
              + " has that name. Somebody who is no member of"
              + " the organization is `not-found`, and so is an id that is no UUID. If they leave the"
              + " organization and come back, they have to be added again.")
  @Problems(value = DUPLICATE_TEAM, common = NOT_FOUND)
  public Uni<RestResponse<Void>> add(
      @PathParam("team_id") String team, @PathParam("user_id") String user) {
    Caller.Person admin = caller.person();
    UUID added = uuid(user);
    UUID to = uuid(team);
    return members
        .member(admin.tenantId(), added)
        .map(found -> found.orElseThrow(TeamMemberResource::notFound))
        .chain(member -> store.add(admin, to, added, member.since()))
        .map(done -> RestResponse.noContent());
  }

  /** Removes a person from a team. */
  @DELETE
  @Path("/{user_id}")
  @ManagesTeams
  @Operation(
      operationId = "removeTeamMember",
      summary = "Remove a member from a team",
      description = "No change if they are not in it. An id that is no UUID is `not-found`.")
  @Problems(common = NOT_FOUND)
  public Uni<RestResponse<Void>> remove(
      @PathParam("team_id") String team, @PathParam("user_id") String user) {
    return store
        .remove(caller.person(), uuid(team), uuid(user))
        .map(done -> RestResponse.noContent());
  }

  private static UUID uuid(String id) {
    return Uuids.parse(id).orElseThrow(TeamMemberResource::notFound);
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such team or member.");
  }
}
