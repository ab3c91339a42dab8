package com.leadignite.webhook.inbox;

import com.leadignite.guard.access.Access;
import com.leadignite.guard.access.Audience;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.limit.Limit;
import com.leadignite.guard.problem.CommonProblem;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.source.SourceRules;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What an organization's sources sent, for its admins. */
@Path("/webhooks/v1/inbox")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Inbox", description = "What was received")
public final class InboxResource {

  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;
  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,2}");

  private final CurrentCaller caller;
  private final InboxStore store;

  @Inject
  InboxResource(CurrentCaller caller, InboxStore store) {
    this.caller = caller;
    this.store = store;
  }

  /** Lists webhooks. */
  @GET
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = "webhooks:read")
  @Operation(
      summary = "List webhooks, newest first, without their bodies",
      description = "`cursor` is `next` of the page before, with the same `source_id`.")
  public Uni<InboxPage> list(
      @QueryParam("source_id") @Nullable String sourceId,
      @QueryParam("limit") @Nullable String limit,
      @QueryParam("cursor") @Nullable String cursor) {
    UUID source = sourceId == null ? null : id("source_id", sourceId);
    int most = limit(limit);
    UUID after =
        cursor == null
            ? null
            : InboxCursor.read(source, cursor)
                .orElseThrow(() -> refused("cursor is not one of this list"));
    return store
        .list(caller.person(), source, after, most + 1)
        .map(found -> page(source, found, most));
  }

  /** Reads a webhook. */
  @GET
  @Path("{id}")
  @Access(
      value = Audience.ADMIN,
      limit = Limit.ADMIN,
      roles = {Role.ADMIN, Role.PLATFORM_ADMIN},
      scopes = "webhooks:read")
  @Operation(summary = "Read a webhook with its body")
  public Uni<InboxItem> get(@PathParam("id") String id) {
    UUID parsed = SourceRules.id(id).orElseThrow(InboxResource::notFound);
    return store
        .find(caller.person(), parsed)
        .map(found -> found.orElseThrow(InboxResource::notFound));
  }

  private static InboxPage page(@Nullable UUID source, List<InboxItem> found, int most) {
    List<InboxItem> shown = found.subList(0, Math.min(most, found.size()));
    return new InboxPage(
        shown, found.size() > most ? InboxCursor.of(source, shown.getLast().id()) : null);
  }

  private static UUID id(String name, String text) {
    return SourceRules.id(text).orElseThrow(() -> refused(name + " must be a UUID"));
  }

  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    if (!NUMBER.matcher(text).matches() || Integer.parseInt(text) > MAX_LIMIT) {
      throw refused("limit must be a number from 1 to " + MAX_LIMIT);
    }
    return Integer.parseInt(text);
  }

  private static Problem refused(String detail) {
    return new Problem(CommonProblem.VALIDATION_FAILED, detail);
  }

  private static Problem notFound() {
    return new Problem(CommonProblem.NOT_FOUND, "There is no such webhook.");
  }
}
