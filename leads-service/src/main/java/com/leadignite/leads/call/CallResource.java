package com.leadignite.leads.call;

import static com.leadignite.guard.openapi.AnswerHeader.ETAG;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.body.BodyProvider;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.openapi.AnswerHeaders;
import com.leadignite.guard.openapi.QueryParameters;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Calls over HTTP. */
@Path("/leads/v1/calls")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls", description = "Calls with leads, as far as the caller sees these")
public final class CallResource {

  private final CurrentCaller caller;
  private final ReadCalls reading;
  private final WriteCalls writing;

  CallResource(CurrentCaller caller, ReadCalls reading, WriteCalls writing) {
    this.caller = caller;
    this.reading = reading;
    this.writing = writing;
  }

  @GET
  @ReadsCalls
  @QueryParameters(CallQuery.class)
  @Operation(
      operationId = "listCalls",
      summary = "List calls",
      description =
          "With all leads that the caller may see, newest first, page by page, without their "
              + "transcripts: send `next` as `cursor`, with the same filters.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<Call>> list(@Context UriInfo uri) {
    return reading.list(caller.person(), uri.getQueryParameters());
  }

  @GET
  @Path("/{id}")
  @ReadsCalls
  @Operation(
      operationId = "getCall",
      summary = "Read a call",
      description =
          "With its transcript. One that does not exist, or whose lead is deleted or not theirs, is "
              + "`not-found`.")
  @AnswerHeaders(ETAG)
  @Problems(common = NOT_FOUND)
  public Uni<RestResponse<Call>> get(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return reading
        .get(caller.person(), CallProblems.id(id))
        .map(call -> CallAnswers.unlessKnown(call, EntityTags.of(known)));
  }

  @PATCH
  @Path("/{id}")
  @Consumes(BodyProvider.MERGE_PATCH)
  @WritesCalls
  @Operation(
      operationId = "changeCall",
      summary = "Change a call",
      description =
          "A merge patch (RFC 7396). Of a call that a provider reported, only `outcome` and "
              + "`summary` can be changed; everything else is `forbidden`. If-Match is required; `*` "
              + "is refused.")
  @IfMatchRequired
  public Uni<RestResponse<Call>> change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      MergePatch<CallDetails> patch) {
    return writing
        .patch(caller.person(), CallProblems.id(id), EntityTags.required(ifMatch), patch)
        .map(CallAnswers::ok);
  }

  @DELETE
  @Path("/{id}")
  @WritesCalls
  @Operation(
      operationId = "deleteCall",
      summary = "Delete a call",
      description =
          "For good: by an administrator, or by the person who entered it; for others who see it, it "
              + "is `forbidden`. If-Match is required; `*` is refused.")
  @IfMatchRequired
  public Uni<RestResponse<Void>> delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch) {
    return writing
        .delete(caller.person(), CallProblems.id(id), EntityTags.required(ifMatch))
        .replaceWith(RestResponse.noContent());
  }
}
