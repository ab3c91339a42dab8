package com.leadignite.leads.lead;

import static com.leadignite.guard.access.Audience.SIGNED_IN;
import static com.leadignite.guard.caller.Role.ADMIN;
import static com.leadignite.guard.caller.Role.AGENT;
import static com.leadignite.guard.caller.Role.MANAGER;
import static com.leadignite.guard.caller.Role.USER;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.leads.body.JsonBodies;
import com.leadignite.leads.idempotency.IdempotencyStore.Once;
import com.leadignite.leads.idempotency.IdempotentRequest;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Leads over HTTP. */
@Path("/leads/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leads", description = "Those who may become customers, as far as the caller sees them")
public final class LeadResource {

  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final String READ = "leads:read";
  private static final String WRITE = "leads:write";

  private final CurrentCaller caller;
  private final JsonBodies bodies;
  private final LeadReader reader;
  private final LeadStore store;
  private final ListLeads lists;
  private final CreateLead creating;
  private final ChangeLead changing;
  private final Clock clock;

  LeadResource(
      CurrentCaller caller,
      JsonBodies bodies,
      LeadReader reader,
      LeadStore store,
      ListLeads lists,
      CreateLead creating,
      ChangeLead changing,
      Clock clock) {
    this.caller = caller;
    this.bodies = bodies;
    this.reader = reader;
    this.store = store;
    this.lists = lists;
    this.creating = creating;
    this.changing = changing;
    this.clock = clock;
  }

  /** Creates a lead; under an idempotency key once, however often it is sent. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(
      value = SIGNED_IN,
      limit = Limit.WRITE,
      roles = {USER, AGENT, MANAGER, ADMIN},
      scopes = WRITE)
  @Operation(
      operationId = "createLead",
      summary = "Create a lead",
      description =
          "The caller becomes its owner. With Idempotency-Key the same request creates once within"
              + " 24 hours: sent again, it is answered as it was the first time, with"
              + " Idempotency-Replayed: true.")
  // By hand: as a parameter of the method, a field that is sent empty would count as not sent.
  @Parameter(
      name = IDEMPOTENCY_KEY,
      in = ParameterIn.HEADER,
      description = "1 to 255 visible ASCII characters, new for each lead",
      schema = @Schema(type = SchemaType.STRING))
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = LeadDetails.class)))
  @APIResponse(
      responseCode = "201",
      description = "Created; Location and ETag tell where and which version",
      content = @Content(schema = @Schema(implementation = Lead.class)))
  @APIResponse(
      responseCode = "400",
      description = "validation-failed, also for an assignee who is no member; malformed-request")
  @APIResponse(
      responseCode = "403",
      description = "forbidden: the assignee or the team is not theirs to set")
  @APIResponse(responseCode = "409", description = "duplicate-lead or idempotency-key-in-flight")
  @APIResponse(responseCode = "422", description = "idempotency-key-reused for another body")
  public Uni<Response> create(byte[] body, @Context HttpHeaders headers) {
    LeadDetails details = reader.read(bodies.object(body), LeadDetails.BLANK);
    return creating
        .create(
            caller.person(),
            details,
            IdempotentRequest.of(headers.getRequestHeader(IDEMPOTENCY_KEY), body))
        .map(LeadResource::created);
  }

  /** Lists leads that the caller may see. */
  @GET
  @Access(
      value = SIGNED_IN,
      limit = Limit.READ,
      roles = {USER, AGENT, MANAGER, ADMIN},
      scopes = READ)
  @Operation(
      operationId = "listLeads",
      summary = "List leads",
      description = "Page by page: send next as cursor, with the same filters and sort.")
  @Parameter(
      name = "sort",
      in = ParameterIn.QUERY,
      description = "created_at, updated_at, last_name or score; with - for descending",
      schema = @Schema(type = SchemaType.STRING, defaultValue = "-created_at"))
  @Parameter(
      name = "limit",
      in = ParameterIn.QUERY,
      schema =
          @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50"))
  @Parameter(name = "cursor", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "deleted",
      in = ParameterIn.QUERY,
      description = "The deleted leads instead; for administrators",
      schema = @Schema(type = SchemaType.BOOLEAN, defaultValue = "false"))
  @Parameter(
      name = "status",
      in = ParameterIn.QUERY,
      description = "One or more, with commas between them",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "owner_id",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = UUID.class))
  @Parameter(
      name = "assignee_id",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = UUID.class))
  @Parameter(
      name = "team_id",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = UUID.class))
  @Parameter(name = "source", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "email", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(name = "phone", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "last_name_prefix",
      in = ParameterIn.QUERY,
      description = "How last names begin, in any case",
      schema = @Schema(type = SchemaType.STRING))
  @Parameter(
      name = "created_from",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Instant.class))
  @Parameter(
      name = "created_before",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Instant.class))
  @Parameter(
      name = "updated_from",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Instant.class))
  @Parameter(
      name = "updated_before",
      in = ParameterIn.QUERY,
      schema = @Schema(implementation = Instant.class))
  @APIResponse(
      responseCode = "200",
      description = "A page",
      content = @Content(schema = @Schema(implementation = LeadPage.class)))
  @APIResponse(responseCode = "400", description = "validation-failed or invalid-cursor")
  @APIResponse(
      responseCode = "403",
      description = "forbidden: deleted leads are for administrators")
  public Uni<LeadPage> list(@Context UriInfo uri) {
    return lists.list(caller.person(), uri.getQueryParameters());
  }

  /** Reads one lead. */
  @GET
  @Path("/{id}")
  @Access(
      value = SIGNED_IN,
      limit = Limit.READ,
      roles = {USER, AGENT, MANAGER, ADMIN},
      scopes = READ)
  @Operation(operationId = "getLead", summary = "Read a lead")
  @APIResponse(
      responseCode = "200",
      description = "The lead; the ETag names its version",
      content = @Content(schema = @Schema(implementation = Lead.class)))
  @APIResponse(responseCode = "304", description = "If-None-Match names the current version")
  @APIResponse(responseCode = "404", description = "not-found: not there, deleted, or not theirs")
  public Uni<RestResponse<Lead>> get(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return store
        .find(caller.person(), uuid(id))
        .map(found -> {
          LeadStore.Seen seen =
              found
                  .filter(lead -> lead.lead().deletedAt() == null)
                  .orElseThrow(LeadProblems::notFound);
          LeadProblems.require(LeadPolicy.read(seen.viewer(), LeadTarget.of(seen.lead())));
          return EntityTags.of(known).has(seen.lead())
              ? RestResponse.ResponseBuilder.<Lead>create(RestResponse.Status.NOT_MODIFIED)
                  .header(HttpHeaders.ETAG, seen.lead().etag())
                  .build()
              : answer(seen.lead());
        });
  }

  /** Changes a lead by a merge patch (RFC 7396). */
  @PATCH
  @Path("/{id}")
  @Consumes(MERGE_PATCH)
  @Access(
      value = SIGNED_IN,
      limit = Limit.WRITE,
      roles = {USER, AGENT, MANAGER, ADMIN},
      scopes = WRITE)
  @Operation(
      operationId = "changeLead",
      summary = "Change a lead",
      description =
          "A merge patch: members that are left out stay, null clears, everything else replaces."
              + " If-Match is required; * is refused.")
  @RequestBody(
      required = true,
      content =
          @Content(mediaType = MERGE_PATCH, schema = @Schema(implementation = LeadDetails.class)))
  @APIResponse(
      responseCode = "200",
      description = "As it is now, with its new ETag",
      content = @Content(schema = @Schema(implementation = Lead.class)))
  @APIResponse(responseCode = "400", description = "validation-failed or malformed-request")
  @APIResponse(
      responseCode = "403",
      description = "forbidden: they may not set this assignee or team")
  @APIResponse(responseCode = "404", description = "not-found: not there, deleted, or not theirs")
  @APIResponse(responseCode = "409", description = "duplicate-lead or status-change-refused")
  @APIResponse(
      responseCode = "412",
      description = "precondition-failed; ETag names the current version")
  @APIResponse(
      responseCode = "428",
      description = "precondition-required: If-Match is missing or *")
  public Uni<RestResponse<Lead>> change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body) {
    UUID uuid = uuid(id);
    EntityTags expected = EntityTags.required(ifMatch);
    ObjectNode patch = bodies.object(body);
    return changing
        .change(
            caller.person(),
            uuid,
            "lead.updated",
            lead -> {
              LeadDetails before = existing(lead, expected).details();
              return lead.with(reader.read(patch, before));
            })
        .map(LeadResource::answer);
  }

  /** Deletes a lead, so that it can be restored. */
  @DELETE
  @Path("/{id}")
  @Access(
      value = SIGNED_IN,
      limit = Limit.WRITE,
      roles = {USER, AGENT, MANAGER, ADMIN},
      scopes = WRITE)
  @Operation(
      operationId = "deleteLead",
      summary = "Delete a lead",
      description = "By its owner, a manager of the team, or an administrator. It can be restored.")
  @APIResponse(responseCode = "204", description = "Deleted")
  @APIResponse(responseCode = "403", description = "forbidden: they only work on it")
  @APIResponse(responseCode = "404", description = "not-found: not there, deleted, or not theirs")
  @APIResponse(
      responseCode = "412",
      description = "precondition-failed; ETag names the current version")
  @APIResponse(
      responseCode = "428",
      description = "precondition-required: If-Match is missing or *")
  public Uni<RestResponse<Void>> delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    UUID uuid = uuid(id);
    EntityTags expected = EntityTags.required(ifMatch);
    return changing
        .change(
            caller.person(),
            uuid,
            "lead.deleted",
            lead ->
                existing(lead, expected).deletedAt(clock.instant().truncatedTo(ChronoUnit.MICROS)))
        .map(lead -> RestResponse.noContent());
  }

  /** Brings a deleted lead back; one that is not deleted stays as it is. */
  @POST
  @Path("/{id}/restore")
  @Access(
      value = SIGNED_IN,
      limit = Limit.WRITE,
      roles = {USER, AGENT, MANAGER, ADMIN},
      scopes = WRITE)
  @Operation(
      operationId = "restoreLead",
      summary = "Restore a deleted lead",
      description =
          "By those who may delete it; for others it is not there. A lead that is not deleted is"
              + " answered as it is. If-Match is not needed, and heeded where it is sent.")
  @APIResponse(
      responseCode = "200",
      description = "As it is now, with its ETag",
      content = @Content(schema = @Schema(implementation = Lead.class)))
  @APIResponse(responseCode = "400", description = "validation-failed: If-Match")
  @APIResponse(responseCode = "404", description = "not-found: not there, or not theirs")
  @APIResponse(
      responseCode = "409",
      description = "duplicate-lead: its address or number was taken meanwhile")
  @APIResponse(
      responseCode = "412",
      description = "precondition-failed; ETag names the current version")
  public Uni<RestResponse<Lead>> restore(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    UUID uuid = uuid(id);
    Optional<EntityTags> expected = EntityTags.optional(ifMatch);
    return changing
        .change(
            caller.person(),
            uuid,
            "lead.restored",
            lead -> {
              expected.ifPresent(tags -> tags.mustMatch(lead));
              return lead.deletedAt(null);
            })
        .map(LeadResource::answer);
  }

  /** Hands a lead over to another owner. */
  @POST
  @Path("/{id}/transfer")
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(
      value = SIGNED_IN,
      limit = Limit.WRITE,
      roles = {MANAGER, ADMIN},
      scopes = WRITE)
  @Operation(
      operationId = "transferLead",
      summary = "Hand a lead over to another owner",
      description = "By an administrator, or by a manager to somebody of their team.")
  @RequestBody(
      required = true,
      content = @Content(schema = @Schema(implementation = NewOwner.class)))
  @APIResponse(
      responseCode = "200",
      description = "As it is now, with its new ETag",
      content = @Content(schema = @Schema(implementation = Lead.class)))
  @APIResponse(responseCode = "400", description = "validation-failed or malformed-request")
  @APIResponse(responseCode = "403", description = "forbidden: the new owner is not of their team")
  @APIResponse(responseCode = "404", description = "not-found: not there, deleted, or not theirs")
  @APIResponse(
      responseCode = "412",
      description = "precondition-failed; ETag names the current version")
  @APIResponse(
      responseCode = "428",
      description = "precondition-required: If-Match is missing or *")
  public Uni<RestResponse<Lead>> transfer(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      byte[] body) {
    UUID uuid = uuid(id);
    EntityTags expected = EntityTags.required(ifMatch);
    UserId owner = new UserId(NewOwner.read(bodies.object(body)).ownerId());
    return changing
        .change(
            caller.person(),
            uuid,
            "lead.transferred",
            lead -> existing(lead, expected).ownedBy(owner))
        .map(LeadResource::answer);
  }

  /** The lead, where it is not deleted and of the version that the change was made for. */
  private static Lead existing(Lead lead, EntityTags expected) {
    if (lead.deletedAt() != null) {
      throw LeadProblems.notFound();
    }
    expected.mustMatch(lead);
    return lead;
  }

  private static UUID uuid(String id) {
    return Uuids.parse(id).orElseThrow(LeadProblems::notFound);
  }

  private static RestResponse<Lead> answer(Lead lead) {
    return RestResponse.ResponseBuilder.ok(lead).header(HttpHeaders.ETAG, lead.etag()).build();
  }

  private static Response created(Once once) {
    Response.ResponseBuilder answer =
        Response.status(Response.Status.CREATED)
            .type(MediaType.APPLICATION_JSON)
            .entity(once.answer().json())
            // As a text: as a URI it would be completed from the Host header the caller sent.
            .header(HttpHeaders.LOCATION, "/leads/v1/leads/" + once.answer().id())
            .header(HttpHeaders.ETAG, '"' + Long.toString(once.answer().version()) + '"');
    return once.replayed() ? answer.header("Idempotency-Replayed", "true").build() : answer.build();
  }
}
