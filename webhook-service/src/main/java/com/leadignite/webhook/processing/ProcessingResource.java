package com.leadignite.webhook.processing;

import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;

import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.openapi.QueryParameters;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What became of webhooks, for the organization's admins. */
@Path("/webhooks/v1/processing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Processing", description = "What becomes of webhooks")
public final class ProcessingResource {

  private final CurrentCaller caller;
  private final ProcessingStore store;
  private final BodyReader reader;
  private final Cursors cursors;

  ProcessingResource(
      CurrentCaller caller, ProcessingStore store, BodyReader reader, Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.reader = reader;
    this.cursors = cursors;
  }

  @GET
  @ReadsWebhooks
  @QueryParameters(ProcessingQuery.class)
  @Operation(
      operationId = "listProcessing",
      summary = "List what became of webhooks",
      description =
          "Newest first, page by page; `state=dead` lists those that need a person. Webhooks of"
              + " sources that are not processed are not in it.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<ProcessedWebhook>> list(@Context UriInfo uri) {
    ProcessingQuery query = reader.parameters(uri.getQueryParameters(), ProcessingQuery.class);
    PageRequest page = query.page();
    PagedList list =
        cursors.list(
            "webhooks.processing", caller.person().tenantId(), query.state(), query.sourceId());
    return store
        .list(
            caller.person(),
            query.state(),
            query.sourceId(),
            list.afterId(page).orElse(null),
            page.limit() + 1)
        .map(found -> list.page(page, found, webhook -> Place.of(webhook.webhookId())));
  }
}
