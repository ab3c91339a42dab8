package com.leadignite.leads.intake;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Scope;
import com.leadignite.guard.limit.Limit;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in what the platform's other services report. */
@Path("/leads/v1/intake")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Intake", description = "What the platform's services report for an organization")
public final class IntakeResource {

  private final CurrentCaller caller;
  private final TakeIn intake;

  IntakeResource(CurrentCaller caller, TakeIn intake) {
    this.caller = caller;
    this.intake = intake;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Access(value = Audience.SERVICE, limit = Limit.SERVICE, scopes = Scope.LEADS_INTAKE)
  @Operation(
      operationId = "takeIn",
      summary = "Report a lead, and a call with it",
      description =
          "For services. The lead is found by its id, by the call if that was reported before, by"
              + " the other system's id, by the address or by the number, in this order; what is"
              + " empty in it is filled, and nothing that people wrote is replaced. If there is none,"
              + " it is created. A lead that people"
              + " deleted stays deleted. A report under the same `delivery_id` is answered as the"
              + " first time and does nothing, for 30 days. An owner or assignee of a new lead who"
              + " is no member of the organization is `validation-failed`.")
  @APIResponseSchema(
      value = TakenIn.class,
      responseCode = "200",
      responseDescription = "What became of it")
  public Uni<Response> take(Report report) {
    if (!(caller.get() instanceof Caller.Service service)) {
      throw new IllegalStateException("the caller is not a service: declare @Access(SERVICE)");
    }
    return intake
        .take(service, report)
        .map(answer -> Response.ok(answer, MediaType.APPLICATION_JSON).build());
  }
}
