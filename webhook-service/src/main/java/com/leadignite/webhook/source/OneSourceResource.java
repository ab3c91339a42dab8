package com.leadignite.webhook.source;

import static com.leadignite.guard.openapi.AnswerHeader.ETAG;
import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.webhook.WebhookProblem.PRECONDITION_FAILED;
import static com.leadignite.webhook.WebhookProblem.PRECONDITION_REQUIRED;
import static com.leadignite.webhook.WebhookProblem.SOURCE_NAME_TAKEN;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.body.BodyProvider;
import com.leadignite.guard.body.MergePatch;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.openapi.AnswerHeaders;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import com.leadignite.webhook.WritesWebhooks;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One source of webhooks: what it is, and what of it is taken. */
@Path("/webhooks/v1/sources/{id}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources", description = "Who may send webhooks, and how they sign")
public final class OneSourceResource {

  private final CurrentCaller caller;
  private final SourceStore store;
  private final SourceChangeStore changes;
  private final SourceRules rules;
  private final AuditEvents auditEvents;

  @Inject
  OneSourceResource(
      CurrentCaller caller,
      SourceStore store,
      SourceChangeStore changes,
      SourceRules rules,
      AuditEvents auditEvents) {
    this.caller = caller;
    this.store = store;
    this.changes = changes;
    this.rules = rules;
    this.auditEvents = auditEvents;
  }

  /** Reads a source. */
  @GET
  @ReadsWebhooks
  @Operation(operationId = "getSource", summary = "Read a source", description = "Without secrets.")
  @AnswerHeaders(ETAG)
  @Problems(common = NOT_FOUND)
  public Uni<RestResponse<SourceView>> get(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return find(id)
        .map(source ->
            source.etag().equals(known)
                ? RestResponse.ResponseBuilder.<SourceView>create(RestResponse.Status.NOT_MODIFIED)
                    .header(HttpHeaders.ETAG, source.etag())
                    .build()
                : ok(source));
  }

  /** Changes a source. */
  @PATCH
  @Consumes(BodyProvider.MERGE_PATCH)
  @WritesWebhooks
  @Operation(
      operationId = "changeSource",
      summary = "Change a source",
      description =
          "A merge patch (RFC 7396). If-Match is required; `*` is refused. A change counts for the"
              + " next webhook.")
  @AnswerHeaders(ETAG)
  @Problems(
      value = {PRECONDITION_FAILED, PRECONDITION_REQUIRED, SOURCE_NAME_TAKEN},
      common = NOT_FOUND)
  public Uni<RestResponse<SourceView>> change(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String ifMatch,
      MergePatch<SourceChange> patch) {
    IfMatch expected = IfMatch.required(ifMatch);
    return find(id)
        .chain(source -> {
          expected.mustMatch(source.etag());
          Source changed = rules.changed(source, patch.apply(rules.changeable(source)));
          return changes
              .change(caller.person(), changed, event(source, changed))
              .map(isChanged -> {
                if (!isChanged) {
                  throw IfMatch.changedMeanwhile();
                }
                return ok(changed);
              });
        });
  }

  private AuditEvent event(Source before, Source after) {
    return auditEvents
        .of("webhook.source.changed")
        .target("webhook_source", after.id(), after.name())
        .change("name", before.name(), after.name())
        .change("settings", before.scheme().settings(), after.scheme().settings())
        .change("max_body_bytes", before.intake().maxBodyBytes(), after.intake().maxBodyBytes())
        .change("rate_limit", before.intake().rateLimit(), after.intake().rateLimit())
        .change("event_types", before.intake().eventTypes(), after.intake().eventTypes())
        .change(
            "allowed_addresses",
            SourceView.of(before, null).allowedAddresses(),
            SourceView.of(after, null).allowedAddresses())
        .change("paused", before.intake().paused(), after.intake().paused())
        .build();
  }

  private static RestResponse<SourceView> ok(Source source) {
    return RestResponse.ResponseBuilder.ok(SourceView.of(source, null))
        .header(HttpHeaders.ETAG, source.etag())
        .build();
  }

  private Uni<Source> find(String id) {
    UUID parsed = SourceRules.id(id).orElseThrow(OneSourceResource::notFound);
    return store
        .find(caller.person(), parsed)
        .map(found -> found.orElseThrow(OneSourceResource::notFound));
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such source.");
  }
}
