package com.leadignite.leads.team;

import static com.leadignite.guard.openapi.AnswerHeader.ETAG;
import static com.leadignite.guard.openapi.AnswerHeader.LOCATION;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.leads.LeadsProblem.DUPLICATE_TEAM;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.body.BodyProvider;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.openapi.AnswerHeaders;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.problem.Problem;
import com.leadignite.leads.EntityTags;
import com.leadignite.leads.IfMatchRequired;
import com.leadignite.leads.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The teams of an organization. Everybody in it may know them; admins change them. */
@Path("/leads/v1/teams")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Teams", description = "Who is in which team, which decides what a manager sees")
public final class TeamResource {

  private final CurrentCaller caller;
  private final TeamStore store;
  private final Cursors cursors;

  TeamResource(CurrentCaller caller, TeamStore store, Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.cursors = cursors;
  }

  @GET
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ, scopes = Scope.LEADS_READ)
  @Operation(
      operationId = "listTeams",
      summary = "List teams",
      description = "The organization's, in the order of their names, page by page.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<Team>> list(@Valid @BeanParam PageRequest page) {
    PagedList list = cursors.list("leads.teams", caller.person().tenantId());
    return store
        .list(caller.person(), list.after(page), page.limit() + 1)
        .map(read -> list.page(page, read, TeamStore.Listed::place).map(TeamStore.Listed::team));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @ManagesTeams
  @Operation(
      operationId = "createTeam",
      summary = "Create a team",
      description = "For admins. Each team of an organization has a name of its own, in any case.")
  @APIResponseSchema(value = Team.class, responseCode = "201", responseDescription = "The team")
  @AnswerHeaders({ETAG, LOCATION})
  @Problems(DUPLICATE_TEAM)
  public Uni<RestResponse<Team>> create(TeamDetails details) {
    return store
        .create(caller.person(), details)
        .map(team ->
            RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, team)
                // As a text: as a URI it would be completed from the Host header the caller sent.
                .header(HttpHeaders.LOCATION, "/leads/v1/teams/" + team.id())
                .header(HttpHeaders.ETAG, team.etag())
                .build());
  }

  @GET
  @Path("/{id}")
  @Access(value = Audience.SIGNED_IN, limit = Limit.READ, scopes = Scope.LEADS_READ)
  @Operation(
      operationId = "getTeam",
      summary = "Read a team",
      description = "One that does not exist or is another organization's is `not-found`.")
  @AnswerHeaders(ETAG)
  @Problems(common = NOT_FOUND)
  public Uni<RestResponse<Team>> get(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return store
        .find(caller.person(), uuid(id))
        .map(found -> found.orElseThrow(TeamResource::notFound))
        .map(team ->
            EntityTags.of(known).has(team.etag())
                ? RestResponse.ResponseBuilder.<Team>create(RestResponse.Status.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, team.etag())
                    .build()
                : ok(team));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(BodyProvider.MERGE_PATCH)
  @ManagesTeams
  @Operation(
      operationId = "changeTeam",
      summary = "Rename a team",
      description = "For admins. A merge patch (RFC 7396). If-Match is required; `*` is refused.")
  @IfMatchRequired
  @Problems(DUPLICATE_TEAM)
  public Uni<RestResponse<Team>> change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      MergePatch<TeamDetails> patch) {
    EntityTags expected = EntityTags.required(ifMatch);
    return store
        .change(caller.person(), uuid(id), team -> expected.mustMatch(team.etag()), patch::apply)
        .map(changed -> ok(changed.orElseThrow(TeamResource::notFound)));
  }

  @DELETE
  @Path("/{id}")
  @ManagesTeams
  @Operation(
      operationId = "deleteTeam",
      summary = "Delete a team",
      description =
          "For admins, with the places in it: managers see the leads of its members by it no more."
              + " Leads that are filed under it keep its id. If-Match is required; `*` is refused.")
  @IfMatchRequired
  public Uni<RestResponse<Void>> delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    EntityTags expected = EntityTags.required(ifMatch);
    return store
        .delete(caller.person(), uuid(id), team -> expected.mustMatch(team.etag()))
        .map(deleted -> {
          if (!deleted) {
            throw notFound();
          }
          return RestResponse.noContent();
        });
  }

  private static RestResponse<Team> ok(Team team) {
    return RestResponse.ResponseBuilder.ok(team).header(HttpHeaders.ETAG, team.etag()).build();
  }

  private static UUID uuid(String id) {
    return Uuids.parse(id).orElseThrow(TeamResource::notFound);
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such team.");
  }
}
