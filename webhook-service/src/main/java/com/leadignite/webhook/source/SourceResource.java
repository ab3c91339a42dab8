package com.leadignite.webhook.source;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.audit.AuditEvents;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.Ids;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.page.Cursors;
import com.leadignite.guard.page.Page;
import com.leadignite.guard.page.PageRequest;
import com.leadignite.guard.page.PagedList;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.signature.Secret;
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
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** An organization's sources of webhooks, for its admins. */
@Path("/webhooks/v1/sources")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Sources", description = "Who may send webhooks, and how they sign")
public final class SourceResource {

  private static final String READ = "webhooks:read";
  private static final String WRITE = "webhooks:write";

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
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = WRITE)
  @Operation(
      summary = "Add a source",
      description =
          "The answer has the secret that was made for it, unless one was given; it is never shown"
              + " again.")
  public Uni<RestResponse<SourceView>> create(@Nullable NewSource body)
      throws JsonProcessingException {
    Caller.Person admin = caller.person();
    Source source = rules.source(body, admin.tenantId());
    String given = body == null ? null : body.secret();
    String text = given == null ? rules.newSecret() : given;
    String shown = given == null ? text : null;
    Secret secret = rules.secret(text);
    var event =
        auditEvents
            .of("webhook.source.created")
            .target("webhook_source", source.id(), source.name());
    return store
        .add(admin, source, ids.next(), secret, config.maxSources(), event.build())
        .map(x ->
            RestResponse.ResponseBuilder.create(
                    RestResponse.Status.CREATED, SourceView.of(source, shown))
                // As a text: as a URI it would be completed from the Host header the caller sent.
                .header(HttpHeaders.LOCATION, "/webhooks/v1/sources/" + source.id())
                .build());
  }

  /** Lists sources. */
  @GET
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = READ)
  @Operation(summary = "List the organization's sources, newest first")
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

  /** Reads a source. */
  @GET
  @Path("{id}")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = READ)
  @Operation(summary = "Read a source")
  public Uni<SourceView> get(@PathParam("id") String id) {
    return find(id).map(source -> SourceView.of(source, null));
  }

  /** Deletes a source; what it sent stays in the inbox. */
  @DELETE
  @Path("{id}")
  @ResponseStatus(204)
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = WRITE)
  @Operation(
      summary = "Delete a source",
      description = "Its webhooks are refused from now on; those in the inbox stay.")
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
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = WRITE)
  @Operation(
      summary = "Change a source's secret",
      description =
          "The secret before is accepted a while longer, a day unless the request says; the one"
              + " before that ends at once.")
  public Uni<RotatedSecret> rotate(@PathParam("id") String id, @Nullable NewSecret body) {
    String given = body == null ? null : body.secret();
    String text = given == null ? rules.newSecret() : given;
    String shown = given == null ? text : null;
    Secret secret = rules.secret(text);
    Duration overlap = rules.overlap(body, config.secretOverlap());
    Instant expiry = clock.instant().plus(overlap);
    return find(id)
        .chain(source ->
            secrets.rotate(
                caller.person(),
                source,
                ids.next(),
                secret,
                expiry,
                auditEvents
                    .of("webhook.source.secret_rotated")
                    .target("webhook_source", source.id(), source.name())
                    .build()))
        .map(found -> {
          if (!found) {
            throw notFound();
          }
          return new RotatedSecret(shown, expiry);
        });
  }

  private Uni<Source> find(String id) {
    UUID parsed = SourceRules.id(id).orElseThrow(SourceResource::notFound);
    return store
        .find(caller.person(), parsed)
        .map(found -> found.orElseThrow(SourceResource::notFound));
  }

  private static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such source.");
  }
}
