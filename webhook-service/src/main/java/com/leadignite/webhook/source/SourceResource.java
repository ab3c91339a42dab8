package com.leadignite.webhook.source;

import static com.leadignite.guard.openapi.AnswerHeader.LOCATION;
import static com.leadignite.guard.problem.CommonProblem.INVALID_CURSOR;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.webhook.WebhookProblem.SOURCE_NAME_TAKEN;
import static com.leadignite.webhook.WebhookProblem.TOO_MANY_SOURCES;

import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.openapi.AnswerHeaders;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import com.leadignite.webhook.WritesWebhooks;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;

/** An organization's sources of webhooks, for its admins. */
@Path("/webhooks/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources", description = "Who may send webhooks, and how they sign")
public final class SourceResource {

  private final CurrentCaller caller;
  private final SourceStore store;
  private final SecretStore secrets;
  private final SourceRules rules;
  private final SourceConfig config;
  private final AuditEvents auditEvents;
  private final Cursors cursors;
  private final Ids ids;
  private final Clock clock;

  @Inject
  SourceResource(
      CurrentCaller caller,
      SourceStore store,
      SecretStore secrets,
      SourceRules rules,
      SourceConfig config,
      AuditEvents auditEvents,
      Cursors cursors,
      Ids ids,
      Clock clock) {
    this.caller = caller;
    this.store = store;
    this.secrets = secrets;
    this.rules = rules;
    this.config = config;
    this.auditEvents = auditEvents;
    this.cursors = cursors;
    this.ids = ids;
    this.clock = clock;
  }

  /** Adds a source. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @WritesWebhooks
  @Operation(
      operationId = "createSource",
      summary = "Create a source",
      description =
          "Unless the request has a secret, one is generated: it is in the answer, and never shown"
              + " again.")
  @APIResponseSchema(
      value = SourceView.class,
      responseCode = "201",
      responseDescription = "The source, with the secret if it was generated")
  @AnswerHeaders(LOCATION)
  @Problems({SOURCE_NAME_TAKEN, TOO_MANY_SOURCES})
  public Uni<RestResponse<SourceView>> create(NewSource body) {
    Caller.Person admin = caller.person();
    Source source = rules.source(body, admin.tenantId());
    SourceKey key = rules.key(source.kind(), source.scheme(), body.secret());
    var event =
        auditEvents
            .of("webhook.source.created")
            .target("webhook_source", source.id(), source.name());
    return store
        .add(admin, source, ids.next(), key.secret(), config.maxSources(), event.build())
        .map(x ->
            RestResponse.ResponseBuilder.create(
                    RestResponse.Status.CREATED, SourceView.of(source, key.generated()))
                // As a text: as a URI it would be completed from the Host header the caller sent.
                .header(HttpHeaders.LOCATION, "/webhooks/v1/sources/" + source.id())
                .build());
  }

  /** Lists sources. */
  @GET
  @ReadsWebhooks
  @Operation(
      operationId = "listSources",
      summary = "List sources",
      description = "The organization's, newest first, page by page.")
  @Problems(common = INVALID_CURSOR)
  public Uni<Page<SourceView>> list(@Valid @BeanParam PageRequest page) {
    Caller.Person admin = caller.person();
    PagedList list = cursors.list("webhooks.sources", admin.tenantId());
    return store
        .list(admin, list.after(page), page.limit() + 1)
        .map(found -> views(list.page(page, found, ListedSource::place)));
  }

  private static Page<SourceView> views(Page<ListedSource> page) {
    return new Page<>(
        page.items().stream()
            .flatMap(listed -> listed.source().stream())
            .map(source -> SourceView.of(source, null))
            .toList(),
        page.next());
  }

  /** Deletes a source; what it sent stays in the inbox. */
  @DELETE
  @Path("{id}")
  @ResponseStatus(204)
  @WritesWebhooks
  @Operation(
      operationId = "deleteSource",
      summary = "Delete a source",
      description = "Its webhooks are refused from now on; those in the inbox stay.")
  @Problems(common = NOT_FOUND)
  public Uni<Void> delete(@PathParam("id") String id) {
    return find(id)
        .chain(source ->
            store.delete(
                caller.person(),
                source,
                auditEvents
                    .of("webhook.source.deleted")
                    .target("webhook_source", source.id(), source.name())
                    .build()))
        .invoke(deleted -> {
          if (!deleted) {
            throw notFound();
          }
        })
        .replaceWithVoid();
  }

  /** Lets a new secret take over. */
  @POST
  @Path("{id}/secrets")
  @Consumes(MediaType.APPLICATION_JSON)
  @ResponseStatus(201)
  @WritesWebhooks
  @Operation(
      operationId = "rotateSecret",
      summary = "Rotate a source's secret",
      description =
          "The current secret is accepted for a while longer, a day unless the request says so; any"
              + " secret before it is invalid at once. Unless the request has a secret, one is"
              + " generated: it is in the answer, and never shown again.")
  @Problems(common = NOT_FOUND)
  public Uni<RotatedSecret> rotate(@PathParam("id") String id, NewSecret body) {
    Duration overlap =
        body.overlapSeconds() == null
            ? config.secretOverlap()
            : Duration.ofSeconds(body.overlapSeconds());
    Instant expiry = clock.instant().plus(overlap);
    return find(id)
        .chain(source ->
            rotate(source, rules.key(source.kind(), source.scheme(), body.secret()), expiry));
  }

  private Uni<RotatedSecret> rotate(Source source, SourceKey key, Instant expiry) {
    return secrets
        .rotate(
            caller.person(),
            source,
            ids.next(),
            key.secret(),
            expiry,
            auditEvents
                .of("webhook.source.secret_rotated")
                .target("webhook_source", source.id(), source.name())
                .build())
        .map(found -> {
          if (!found) {
            throw notFound();
          }
          return new RotatedSecret(key.generated(), expiry);
        });
  }

  private Uni<Source> find(String id) {
    UUID parsed = SourceRules.id(id).orElseThrow(SourceResource::notFound);
    return store
        .find(caller.person(), parsed)
        .map(found -> found.orElseThrow(SourceResource::notFound));
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such source.");
  }
}
