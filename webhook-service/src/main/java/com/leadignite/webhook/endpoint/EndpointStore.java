package com.leadignite.webhook.endpoint;

import com.leadignite.guard.audit.AuditEvent;
import com.leadignite.guard.caller.Caller;
import com.leadignite.guard.problem.Problem;
import com.leadignite.guard.row.Rows;
import com.leadignite.guard.row.Transaction;
import com.leadignite.webhook.WebhookProblem;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** An organization's endpoints in PostgreSQL. */
@Singleton
public final class EndpointStore {

  private static final String DELETE =
      """
      delete from endpoint
      where tenant_id = $1
        and id = $2
      """;

  private static final String CANCEL =
      """
      update delivery
      set
        state = 'cancelled',
        ended_at = now()
      where tenant_id = $1
        and endpoint_id = $2
        and state = 'pending'
      """;

  private final Rows rows;
  private final EndpointSecretStore secrets;

  @Inject
  EndpointStore(Rows rows, EndpointSecretStore secrets) {
    this.rows = rows;
    this.secrets = secrets;
  }

  /** Adds an endpoint with its first secret; fails if the organization has as many as it may. */
  Uni<Endpoint> add(
      Caller.Person admin,
      UUID id,
      EndpointDetails details,
      EndpointSecretStore.NewKey key,
      int most,
      AuditEvent event) {
    Tuple byId = Tuple.of(admin.tenantId().value(), id);
    return rows.as(admin)
        .transaction(tx -> {
          tx.record(event);
          return oneAtATime(tx, admin)
              .chain(() -> insert(tx, admin, id, details, most))
              .chain(added -> {
                if (added.rowCount() == 0) {
                  throw new Problem(
                      WebhookProblem.TOO_MANY_ENDPOINTS, "Delete one that is not used.");
                }
                return tx.query(
                    "insert into endpoint_health (tenant_id, endpoint_id) values ($1, $2)", byId);
              })
              .chain(() -> secrets.add(tx, admin.tenantId().value(), id, key))
              .chain(() -> tx.query(EndpointRows.FIND, byId))
              .map(found -> EndpointRows.first(found).orElseThrow());
        });
  }

  // Those who add at once would otherwise all count the endpoints before them, and all be let in.
  private static Uni<RowSet<Row>> oneAtATime(Transaction tx, Caller.Person admin) {
    return tx.query(
        "select pg_advisory_xact_lock(hashtextextended('webhooks.endpoint ' || $1, 0))",
        Tuple.of(admin.tenantId().toString()));
  }

  private static Uni<RowSet<Row>> insert(
      Transaction tx, Caller.Person admin, UUID id, EndpointDetails details, int most) {
    return tx.query(
        """
        insert into endpoint (
          tenant_id,
          id,
          url,
          description,
          event_types,
          ordered,
          rate_limit,
          max_concurrency,
          created_by
        )
        select $1, $2, $3, $4, $5, $6, $7, $8, $9
        where (
          select count(*)
          from endpoint
          where tenant_id = $1
        ) < $10
        """,
        EndpointRows.details(admin.tenantId().value(), id, details)
            .addValue(admin.userId().value())
            .addValue((long) most));
  }

  /**
   * The organization's endpoints, newest first.
   *
   * @param after the last id of the page before; null for the first page
   */
  Uni<List<Endpoint>> list(Caller.Person admin, @Nullable UUID after, int limit) {
    return rows.as(admin)
        .query(
            EndpointRows.SELECT
                + """
                  and ($2::uuid is null or e.id < $2)
                order by e.id desc
                limit $3
                """,
            Tuple.of(admin.tenantId().value(), after, limit))
        .map(found ->
            StreamSupport.stream(found.spliterator(), false).map(EndpointRows::endpoint).toList());
  }

  /** One endpoint of the organization; empty if there is none. */
  public Uni<Optional<Endpoint>> find(Caller.Person admin, UUID id) {
    return rows.as(admin)
        .query(EndpointRows.FIND, Tuple.of(admin.tenantId().value(), id))
        .map(EndpointRows::first);
  }

  /** As {@link #find}, and records that somebody uses it. */
  public Uni<Optional<Endpoint>> findToTry(
      Caller.Person admin, UUID id, Function<Endpoint, AuditEvent> event) {
    return rows.as(admin)
        .transaction(tx ->
            tx.query(EndpointRows.FIND, Tuple.of(admin.tenantId().value(), id))
                .map(EndpointRows::first)
                .invoke(found -> found.map(event).ifPresent(tx::record)));
  }

  /** Changes an endpoint that passes a check; empty if there is none. */
  Uni<Optional<Endpoint>> change(
      Caller.Person admin,
      UUID id,
      Consumer<Endpoint> check,
      UnaryOperator<EndpointDetails> change,
      Function<Change, AuditEvent> event) {
    return rows.as(admin)
        .transaction(tx ->
            EndpointStateStore.held(tx, admin, id)
                .chain(found -> {
                  if (found.isEmpty()) {
                    return Uni.createFrom().item(found);
                  }
                  check.accept(found.get());
                  EndpointDetails before = found.get().details();
                  EndpointDetails after = change.apply(before);
                  tx.record(event.apply(new Change(before, after)));
                  return update(tx, admin.tenantId().value(), id, after)
                      .chain(() -> EndpointStateStore.held(tx, admin, id));
                }));
  }

  /** What admins said before and say now. */
  record Change(EndpointDetails before, EndpointDetails after) {}

  private static Uni<RowSet<Row>> update(
      Transaction tx, UUID tenantId, UUID id, EndpointDetails after) {
    return tx.query(
        """
        update endpoint
        set
          url = $3,
          description = $4,
          event_types = $5,
          ordered = $6,
          rate_limit = $7,
          max_concurrency = $8,
          version = version + 1,
          updated_at = now()
        where tenant_id = $1
          and id = $2
        """,
        EndpointRows.details(tenantId, id, after));
  }

  /** Deletes an endpoint that passes a check, and its secrets; answers whether it was there. */
  Uni<Boolean> delete(
      Caller.Person admin,
      UUID id,
      Consumer<Endpoint> check,
      Function<Endpoint, AuditEvent> event) {
    return rows.as(admin)
        .transaction(tx ->
            EndpointStateStore.held(tx, admin, id)
                .chain(found -> {
                  if (found.isEmpty()) {
                    return Uni.createFrom().item(false);
                  }
                  check.accept(found.get());
                  tx.record(event.apply(found.get()));
                  Tuple key = Tuple.of(admin.tenantId().value(), id);
                  return tx.query(CANCEL, key).chain(() -> tx.query(DELETE, key)).replaceWith(true);
                }));
  }
}
