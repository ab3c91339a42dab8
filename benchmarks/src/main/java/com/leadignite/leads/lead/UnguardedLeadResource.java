package com.leadignite.leads.lead;

import com.leadignite.guard.caller.AssuranceLevel;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.caller.Role;
import com.leadignite.guard.id.SessionId;
import com.leadignite.guard.id.TenantId;
import com.leadignite.guard.id.UserId;
import com.leadignite.guard.row.Rows;
import io.quarkus.reactive.datasource.ReactiveDataSource;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * A lead with nobody asking who wants it: for measuring only. It is in the package of the real
 * resource so that the statement, the record and the JSON are the same, and the difference that is
 * measured is the guard's.
 */
@Singleton
@Path("/")
public final class UnguardedLeadResource {

  /** The statement that all contenders run. */
  public static final String STATEMENT = LeadStore.FIND;

  private final LeadStore leads;
  private final Pool bare;
  private final Caller.Person caller;

  /**
   * @param rows the guard's way to rows
   * @param bare a pool whose connections carry the caller's identity from their start
   * @param tenantId the organization of the lead
   * @param userId its administrator
   */
  UnguardedLeadResource(
      Rows rows,
      @ReactiveDataSource("bare") Pool bare,
      @ConfigProperty(name = "baseline.tenant-id") UUID tenantId,
      @ConfigProperty(name = "baseline.user-id") UUID userId) {
    this.leads = new LeadStore(rows);
    this.bare = bare;
    this.caller =
        new Caller.Person(
            new UserId(userId),
            new TenantId(tenantId),
            Role.ADMIN,
            Set.of(),
            new SessionId(userId),
            "baseline",
            AssuranceLevel.AAL1,
            false,
            Instant.EPOCH,
            Instant.EPOCH,
            null,
            null,
            false);
  }

  /** The lead through the transaction that row-level security needs. */
  @GET
  @Path("/transaction/{id}")
  public Uni<Response> inTransaction(@PathParam("id") UUID id) {
    return leads.find(caller, id).map(found -> answer(found.orElseThrow().lead()));
  }

  /** The lead by one statement, without a transaction. */
  @GET
  @Path("/bare/{id}")
  public Uni<Response> byOneStatement(@PathParam("id") UUID id) {
    return Uni.createFrom()
        .completionStage(() ->
            bare.preparedQuery(LeadStore.FIND)
                .execute(Tuple.of(caller.tenantId().value(), id, false))
                .toCompletionStage())
        .map(found -> {
          Row row = found.iterator().next();
          return answer(LeadRows.lead(row, caller.tenantId()));
        });
  }

  private static Response answer(Lead lead) {
    return Response.ok(lead).header("ETag", lead.etag()).build();
  }
}
