package com.leadignite.webhook.processing;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import com.leadignite.webhook.WritesWebhooks;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What became of one webhook, and its way into processing again. */
@Path("/webhooks/v1/inbox/{id}/process")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Processing", description = "What becomes of webhooks")
public final class ProcessAgainResource {

  private final CurrentCaller caller;
  private final ProcessingStore store;
  private final Rows rows;
  private final AuditEvents events;
  private final ProcessWebhooks processor;

  ProcessAgainResource(
      CurrentCaller caller,
      ProcessingStore store,
      Rows rows,
      AuditEvents events,
      ProcessWebhooks processor) {
    this.caller = caller;
    this.store = store;
    this.rows = rows;
    this.events = events;
    this.processor = processor;
  }

  @GET
  @ReadsWebhooks
  @Operation(
      operationId = "getProcessing",
      summary = "Read what became of a webhook",
      description = "One that was never queued for processing is `not-found`.")
  @Problems(common = NOT_FOUND)
  public Uni<ProcessedWebhook> get(@PathParam("id") String id) {
    return store
        .find(caller.person(), uuid(id))
        .map(found -> found.orElseThrow(ProcessAgainResource::notFound));
  }

  @POST
  @WritesWebhooks
  @Operation(
      operationId = "processWebhook",
      summary = "Process a webhook again",
      description =
          "Whatever became of it, and also if it was not queued when it came. A lead or a call that"
              + " it has become already is not made twice.")
  @APIResponseSchema(
      value = ProcessedWebhook.class,
      responseCode = "202",
      responseDescription = "It is queued")
  @Problems(common = NOT_FOUND)
  public Uni<RestResponse<ProcessedWebhook>> process(@PathParam("id") String id) {
    Caller.Person admin = caller.person();
    UUID webhook = uuid(id);
    return rows.as(admin)
        .transaction(transaction ->
            store
                .again(transaction, admin, webhook)
                .map(found -> found.orElseThrow(ProcessAgainResource::notFound))
                .invoke(queued -> {
                  transaction.record(
                      events.of("webhook.replayed").target("webhook", webhook).build());
                  transaction.onCommit(processor::wake);
                }))
        .map(queued ->
            RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, queued).build());
  }

  private static UUID uuid(String id) {
    return Uuids.parse(id).orElseThrow(ProcessAgainResource::notFound);
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such webhook.");
  }
}
