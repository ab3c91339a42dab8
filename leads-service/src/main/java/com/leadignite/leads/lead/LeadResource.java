package com.leadignite.leads.lead;

import static com.leadignite.guard.openapi.AnswerHeader.ETAG;
import static com.leadignite.guard.openapi.AnswerHeader.IDEMPOTENCY_REPLAYED;
import static com.leadignite.guard.openapi.AnswerHeader.LOCATION;
import static com.leadignite.guard.openapi.AnswerHeader.RETRY_AFTER;
import static com.leadignite.guard.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.leads.LeadsProblem.DUPLICATE_LEAD;
import static com.leadignite.leads.LeadsProblem.IDEMPOTENCY_KEY_IN_FLIGHT;
import static com.leadignite.leads.LeadsProblem.IDEMPOTENCY_KEY_REUSED;
import static com.leadignite.leads.LeadsProblem.PRECONDITION_FAILED;
import static com.leadignite.leads.LeadsProblem.STATUS_CHANGE_REFUSED;

import com.leadignite.guard.body.BodyProvider;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.body.SentBody;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.openapi.AnswerHeaders;
import com.leadignite.guard.openapi.QueryParameters;
import com.leadignite.guard.openapi.RequestHeaders;
import com.leadignite.guard.page.Page;
import com.leadignite.leads.EntityTags;
import com.leadignite.leads.IfMatchRequired;
import com.leadignite.leads.Problems;
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
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Leads over HTTP. */
@Path("/leads/v1/leads")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Leads", description = "Those who may become customers, as far as the caller sees them")
public final class LeadResource {

  private final CurrentCaller caller;
  private final ReadLeads reading;
  private final CreateLead creating;
  private final ChangeLead changing;

  LeadResource(CurrentCaller caller, ReadLeads reading, CreateLead creating, ChangeLead changing) {
    this.caller = caller;
    this.reading = reading;
    this.creating = creating;
    this.changing = changing;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @WritesLeads
  @Operation(
      operationId = "createLead",
      summary = "Create a lead",
      description =
          "The caller becomes its owner. An assignee or a team that is not theirs to set "
              + "is `forbidden`; an assignee who is no member of the organization is "
              + "`validation-failed`.\n\nWith Idempotency-Key the same request creates once "
              + "within 24 hours: sent again, it is answered as it was the first time, with "
              + "`Idempotency-Replayed: true`.")
  // Not a parameter of the method, where a field that is sent empty would count as not sent.
  @RequestHeaders(IDEMPOTENCY_KEY)
  @APIResponseSchema(value = Lead.class, responseCode = "201", responseDescription = "The lead")
  @AnswerHeaders({ETAG, LOCATION, IDEMPOTENCY_REPLAYED, RETRY_AFTER})
  @Problems({DUPLICATE_LEAD, IDEMPOTENCY_KEY_IN_FLIGHT, IDEMPOTENCY_KEY_REUSED})
  public Uni<Response> create(SentBody<LeadDetails> body, @Context HttpHeaders headers) {
    return creating
        .create(caller.person(), body, headers.getRequestHeader("Idempotency-Key"))
        .map(LeadAnswers::created);
  }

  @GET
  @ReadsLeads
  @QueryParameters(LeadQuery.class)
  @Operation(
      operationId = "listLeads",
      summary = "List leads",
      description =
          "Those that the caller may see, page by page: send `next` as `cursor`, with the "
              + "same filters and sort. Deleted leads are for administrators; for others they "
              + "are `forbidden`.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<Lead>> list(@Context UriInfo uri) {
    return reading.list(caller.person(), uri.getQueryParameters());
  }

  @GET
  @Path("/{id}")
  @ReadsLeads
  @Operation(
      operationId = "getLead",
      summary = "Read a lead",
      description = "One that does not exist, is deleted or is not theirs is `not-found`.")
  @AnswerHeaders(ETAG)
  @Problems(common = NOT_FOUND)
  public Uni<RestResponse<Lead>> get(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return reading
        .get(caller.person(), LeadProblems.id(id))
        .map(lead -> LeadAnswers.unlessKnown(lead, EntityTags.of(known)));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(BodyProvider.MERGE_PATCH)
  @WritesLeads
  @Operation(
      operationId = "changeLead",
      summary = "Change a lead",
      description =
          "A merge patch (RFC 7396): members that are left out stay, null clears, "
              + "everything else replaces. If-Match is required; `*` is refused. An assignee or "
              + "a team that is not theirs to set is `forbidden`. A lead that does not exist, is "
              + "deleted or is not theirs is `not-found`.")
  @IfMatchRequired
  @Problems({DUPLICATE_LEAD, STATUS_CHANGE_REFUSED})
  public Uni<RestResponse<Lead>> change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      MergePatch<LeadDetails> patch) {
    return changing
        .patch(caller.person(), LeadProblems.id(id), EntityTags.required(ifMatch), patch)
        .map(LeadAnswers::ok);
  }

  @DELETE
  @Path("/{id}")
  @WritesLeads
  @Operation(
      operationId = "deleteLead",
      summary = "Delete a lead",
      description =
          "By its owner, a manager of the team, or an administrator; for others who see "
              + "it, it is `forbidden`. It can be restored. If-Match is required; `*` is refused.")
  @IfMatchRequired
  public Uni<RestResponse<Void>> delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return changing
        .delete(caller.person(), LeadProblems.id(id), EntityTags.required(ifMatch))
        .map(lead -> RestResponse.noContent());
  }

  @POST
  @Path("/{id}/restore")
  @WritesLeads
  @Operation(
      operationId = "restoreLead",
      summary = "Restore a deleted lead",
      description =
          "By those who may delete it; for others it is `not-found`. A lead that is not "
              + "deleted is answered as it is. If-Match is not needed, and heeded if it is sent. "
              + "It is a `duplicate-lead` if its address or number was taken meanwhile.")
  @AnswerHeaders(ETAG)
  @Problems(
      value = {DUPLICATE_LEAD, PRECONDITION_FAILED},
      common = NOT_FOUND)
  public Uni<RestResponse<Lead>> restore(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return changing
        .restore(caller.person(), LeadProblems.id(id), EntityTags.optional(ifMatch))
        .map(LeadAnswers::ok);
  }

  @POST
  @Path("/{id}/transfer")
  @Consumes(MediaType.APPLICATION_JSON)
  @TransfersLeads
  @Operation(
      operationId = "transferLead",
      summary = "Hand a lead over to another owner",
      description =
          "By an administrator, or by a manager to somebody of their team; a new owner who "
              + "is not of it is `forbidden`. If-Match is required; `*` is refused.")
  @IfMatchRequired
  public Uni<RestResponse<Lead>> transfer(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      NewOwner body) {
    return changing
        .transfer(caller.person(), LeadProblems.id(id), EntityTags.required(ifMatch), body)
        .map(LeadAnswers::ok);
  }
}
