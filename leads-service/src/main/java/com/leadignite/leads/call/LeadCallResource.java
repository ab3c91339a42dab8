package com.leadignite.leads.call;

import static com.leadignite.guard.openapi.AnswerHeader.ETAG;
import static com.leadignite.guard.openapi.AnswerHeader.IDEMPOTENCY_REPLAYED;
import static com.leadignite.guard.openapi.AnswerHeader.LOCATION;
import static com.leadignite.guard.openapi.AnswerHeader.RETRY_AFTER;
import static com.leadignite.guard.openapi.RequestHeader.IDEMPOTENCY_KEY;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.leads.LeadsProblem.IDEMPOTENCY_KEY_IN_FLIGHT;
import static com.leadignite.leads.LeadsProblem.IDEMPOTENCY_KEY_REUSED;

import com.leadignite.guard.body.SentBody;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.openapi.AnswerHeaders;
import com.leadignite.guard.openapi.RequestHeaders;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.leads.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The calls with one lead. */
@Path("/leads/v1/leads/{lead_id}/calls")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Calls", description = "Calls with leads, as far as the caller sees these")
public final class LeadCallResource {

  private final CurrentCaller caller;
  private final ReadCalls reading;
  private final WriteCalls writing;

  LeadCallResource(CurrentCaller caller, ReadCalls reading, WriteCalls writing) {
    this.caller = caller;
    this.reading = reading;
    this.writing = writing;
  }

  @GET
  @ReadsCalls
  @Operation(
      operationId = "listLeadCalls",
      summary = "List a lead's calls",
      description =
          "Newest first, page by page, without their transcripts. A lead that does not exist, is "
              + "deleted or is not theirs is `not-found`.")
  @Problems(common = {NOT_FOUND, INVALID_CURSOR})
  public Uni<Page<Call>> list(
      @PathParam("lead_id") String lead, @Valid @BeanParam PageRequest page) {
    return reading.list(caller.person(), CallProblems.leadId(lead), page);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @WritesCalls
  @Operation(
      operationId = "createCall",
      summary = "Enter a call",
      description =
          "With a lead that the caller sees; one that does not exist, is deleted or is not theirs is"
              + " `not-found`.\n\nWith Idempotency-Key the same request enters it once within 24"
              + " hours: sent again, it is answered as it was the first time, with"
              + " `Idempotency-Replayed: true`.")
  // Not a parameter of the method, where a field that is sent empty would count as not sent.
  @RequestHeaders(IDEMPOTENCY_KEY)
  @APIResponseSchema(value = Call.class, responseCode = "201", responseDescription = "The call")
  @AnswerHeaders({ETAG, LOCATION, IDEMPOTENCY_REPLAYED, RETRY_AFTER})
  @Problems(
      value = {IDEMPOTENCY_KEY_IN_FLIGHT, IDEMPOTENCY_KEY_REUSED},
      common = NOT_FOUND)
  public Uni<Response> create(
      @PathParam("lead_id") String lead, SentBody<CallDetails> body, @Context HttpHeaders headers) {
    return writing
        .create(
            caller.person(),
            CallProblems.leadId(lead),
            body,
            headers.getRequestHeader("Idempotency-Key"))
        .map(CallAnswers::created);
  }
}
