package com.leadignite.webhook.inbox;

import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;

import com.leadignite.guard.body.BodyReader;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.openapi.QueryParameters;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.page.Place;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import com.leadignite.webhook.source.SourceRules;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What an organization's sources sent, for its admins. */
@Path("/webhooks/v1/inbox")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Inbox", description = "What was received")
public final class InboxResource {

  private final CurrentCaller caller;
  private final InboxStore store;
  private final BodyReader reader;
  private final Cursors cursors;

  @Inject
  InboxResource(CurrentCaller caller, InboxStore store, BodyReader reader, Cursors cursors) {
    this.caller = caller;
    this.store = store;
    this.reader = reader;
    this.cursors = cursors;
  }

  /** Lists webhooks. */
  @GET
  @ReadsWebhooks
  @QueryParameters(InboxQuery.class)
  @Operation(
      operationId = "listWebhooks",
      summary = "List webhooks",
      description =
          "Newest first, page by page, without their bodies. A parameter that is unknown, repeated or"
              + " empty is refused.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<InboxItem>> list(@Context UriInfo uri) {
    InboxQuery query = reader.parameters(uri.getQueryParameters(), InboxQuery.class);
    PageRequest page = query.page();
    UUID source = query.sourceId();
    PagedList list = cursors.list("webhooks.inbox", caller.person().tenantId(), source);
    return store
        .list(caller.person(), source, list.afterId(page).orElse(null), page.limit() + 1)
        .map(found -> list.page(page, found, item -> Place.of(item.id())));
  }

  /** Reads a webhook. */
  @GET
  @Path("{id}")
  @ReadsWebhooks
  @Operation(operationId = "getWebhook", summary = "Read a webhook", description = "With its body.")
  @Problems(common = NOT_FOUND)
  public Uni<InboxItem> get(@PathParam("id") String id) {
    UUID parsed = SourceRules.id(id).orElseThrow(InboxResource::notFound);
    return store
        .find(caller.person(), parsed)
        .map(found -> found.orElseThrow(InboxResource::notFound));
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such webhook.");
  }
}
