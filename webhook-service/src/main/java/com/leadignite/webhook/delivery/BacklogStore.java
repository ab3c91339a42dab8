package com.leadignite.webhook.delivery;

import com.leadignite.guard.row.Rows;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/** How far behind deliveries are. */
@Singleton
final class BacklogStore {

  private static final String COUNT =
      """
      select
        coalesce(
          (
            select max(extract(epoch from (now() - due.next_at)))
            from endpoint e
            join endpoint_health h
              on h.tenant_id = e.tenant_id
              and h.endpoint_id = e.id
              and h.probe_at is null
            cross join lateral (
              select d.next_at
              from delivery d
              where d.tenant_id = e.tenant_id
                and d.endpoint_id = e.id
                and d.state = 'pending'
                and d.next_at <= now()
              order by d.next_at
              limit 1
            ) due
            where e.state = 'enabled'
          ),
          0
        )::float8 as seconds,
        (
          select count(*)
          from endpoint
          where state = 'disabled'
            and state_reason <> 'admin'
        ) as disabled
      """;

  private final Rows.Scope rows;

  @Inject
  BacklogStore(Rows rows) {
    this.rows = rows.asService();
  }

  /** How long the oldest delivery has been due, and how many endpoints failures disabled. */
  record Backlog(double seconds, long disabled) {}

  Uni<Backlog> backlog() {
    return rows.query(COUNT, Tuple.tuple())
        .map(found -> {
          Row row = found.iterator().next();
          return new Backlog(row.getDouble("seconds"), row.getLong("disabled"));
        });
  }
}
