package com.leadignite.webhook.processing;

import static com.leadignite.guard.problem.CommonProblem.NOT_FOUND;
import static com.leadignite.guard.problem.CommonProblem.UNAVAILABLE;

import com.leadignite.guard.body.Violations;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.CurrentCaller;
import com.leadignite.guard.id.Uuids;
import com.leadignite.guard.member.Memberships;
import com.leadignite.guard.problem.Problem;
import com.leadignite.webhook.Problems;
import com.leadignite.webhook.ReadsWebhooks;
import com.leadignite.webhook.WritesWebhooks;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How the webhooks of a source are processed, for the organization's admins. */
@Path("/webhooks/v1/sources/{id}/processing")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Processing", description = "What becomes of webhooks")
public final class SourceProcessingResource {

  private final CurrentCaller caller;
  private final SourceProcessingStore store;
  private final Memberships memberships;

  SourceProcessingResource(
      CurrentCaller caller, SourceProcessingStore store, Memberships memberships) {
    this.caller = caller;
    this.store = store;
    this.memberships = memberships;
  }

  @GET
  @ReadsWebhooks
  @Operation(
      operationId = "getSourceProcessing",
      summary = "Read how a source is processed",
      description = "Everything is null unless it was said.")
  @Problems(common = NOT_FOUND)
  public Uni<SourceProcessing> get(@PathParam("id") String id) {
    return store
        .find(caller.person(), uuid(id))
        .map(found -> found.orElseThrow(SourceProcessingResource::notFound));
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @WritesWebhooks
  @Operation(
      operationId = "putSourceProcessing",
      summary = "Say how a source is processed",
      description =
          "From now on: webhooks that came before are processed as it says once they are sent to"
              + " processing. Owner and assignee must be members of the organization.")
  @Problems(common = {NOT_FOUND, UNAVAILABLE})
  public Uni<SourceProcessing> put(@PathParam("id") String id, SourceProcessing wanted) {
    Caller.Person admin = caller.person();
    UUID source = uuid(id);
    return requireMember(admin, "owner_id", wanted.ownerId())
        .chain(() -> requireMember(admin, "assignee_id", wanted.assigneeId()))
        .chain(() -> store.put(admin, source, wanted))
        .map(there -> {
          if (!there) {
            throw notFound();
          }
          return wanted;
        });
  }

  private Uni<Void> requireMember(Caller.Person admin, String field, @Nullable UUID user) {
    if (user == null || user.equals(admin.userId().value())) {
      return Uni.createFrom().voidItem();
    }
    return memberships
        .role(admin.tenantId(), user)
        .invoke(role -> {
          if (role.isEmpty()) {
            throw Violations.of(field, "must be a member of the organization")
                .refusedFor("names a person who is not a member");
          }
        })
        .replaceWithVoid();
  }

  private static UUID uuid(String id) {
    return Uuids.parse(id).orElseThrow(SourceProcessingResource::notFound);
  }

  private static Problem notFound() {
    return new Problem(NOT_FOUND, "There is no such source.");
  }
}
