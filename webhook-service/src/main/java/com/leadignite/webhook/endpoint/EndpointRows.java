package com.leadignite.webhook.endpoint;

import com.leadignite.guard.time.SqlTime;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Endpoints as rows of their table. */
final class EndpointRows {

  static final String SELECT =
      """
      select
        e.tenant_id,
        e.id,
        e.url,
        e.description,
        e.event_types,
        e.ordered,
        e.rate_limit,
        e.max_concurrency,
        e.state,
        e.state_reason,
        e.state_since,
        e.version,
        e.created_at,
        e.updated_at,
        h.failures,
        h.failing_since,
        h.probe_at
      from endpoint e
      join endpoint_health h
        on h.tenant_id = e.tenant_id
        and h.endpoint_id = e.id
      where e.tenant_id = $1
      """;

  static final String FIND =
      SELECT
          + """
            and e.id = $2
          """;

  private EndpointRows() {}

  /** The first eight parameters of what writes an endpoint. */
  static Tuple details(UUID tenantId, UUID id, EndpointDetails details) {
    return Tuple.tuple()
        .addValue(tenantId)
        .addValue(id)
        .addValue(details.url())
        .addValue(details.description())
        .addValue(details.eventTypes().toArray(String[]::new))
        .addValue(details.ordered())
        .addValue(details.rateLimit())
        .addValue(details.maxConcurrency());
  }

  static Optional<Endpoint> first(RowSet<Row> found) {
    return found.size() == 0 ? Optional.empty() : Optional.of(endpoint(found.iterator().next()));
  }

  static Endpoint endpoint(Row row) {
    return new Endpoint(
        row.getUUID("tenant_id"),
        row.getUUID("id"),
        new EndpointDetails(
            row.getString("url"),
            row.getString("description"),
            List.of(row.getArrayOfStrings("event_types")),
            row.getBoolean("ordered"),
            row.getInteger("rate_limit"),
            row.getInteger("max_concurrency")),
        EndpointState.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
        row.getString("state_reason"),
        SqlTime.instant(row, "state_since"),
        row.getInteger("failures"),
        SqlTime.instantOrNull(row, "failing_since"),
        SqlTime.instantOrNull(row, "probe_at"),
        row.getLong("version"),
        SqlTime.instant(row, "created_at"),
        SqlTime.instant(row, "updated_at"));
  }
}
