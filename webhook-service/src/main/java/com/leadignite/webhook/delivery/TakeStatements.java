package com.leadignite.webhook.delivery;

/** What {@link TakeStore} asks. */
final class TakeStatements {

  /** The endpoints with deliveries that wait are found by leaps: there may be many for each. */
  static final String DUE =
      """
      with recursive waiting (tenant_id, endpoint_id) as (
        (
          select d.tenant_id, d.endpoint_id
          from delivery d
          where d.state = 'pending'
          order by d.tenant_id, d.endpoint_id
          limit 1
        )
        union all
        select next.tenant_id, next.endpoint_id
        from waiting w
        cross join lateral (
          select d.tenant_id, d.endpoint_id
          from delivery d
          where d.state = 'pending'
            and (d.tenant_id, d.endpoint_id) > (w.tenant_id, w.endpoint_id)
          order by d.tenant_id, d.endpoint_id
          limit 1
        ) next
      )
      select
        w.tenant_id,
        w.endpoint_id
      from waiting w
      join endpoint e
        on e.tenant_id = w.tenant_id
        and e.id = w.endpoint_id
        and e.state = 'enabled'
      join endpoint_health h
        on h.tenant_id = w.tenant_id
        and h.endpoint_id = w.endpoint_id
        and (h.probe_at is null or h.probe_at <= now())
      where exists (
        select 1
        from delivery d
        where d.tenant_id = w.tenant_id
          and d.endpoint_id = w.endpoint_id
          and d.state = 'pending'
          and d.next_at <= now()
          and (d.leased_until is null or d.leased_until <= now())
      )
      order by random()
      """;

  /** One replica at a time takes for an endpoint: what it counts stays so until it commits. */
  static final String LOCK =
      """
      select
        e.url,
        e.ordered,
        e.max_concurrency,
        e.rate_limit,
        h.failures,
        floor(
          extract(epoch from (now() + interval '1 second' - greatest(h.sent_until, now())))
          * e.rate_limit
        )::int as permits
      from endpoint_health h
      join endpoint e
        on e.tenant_id = h.tenant_id
        and e.id = h.endpoint_id
      where h.tenant_id = $1
        and h.endpoint_id = $2
        and e.state = 'enabled'
        and (h.probe_at is null or h.probe_at <= now())
      for update of h
      """;

  static final String BUSY =
      """
      select count(*)::int as busy
      from delivery
      where tenant_id = $1
        and endpoint_id = $2
        and state = 'pending'
        and leased_until > now()
      """;

  /** As guard's outbox takes its events: exact and bounded whatever PostgreSQL expects (B44). */
  static final String TAKE =
      """
      with due as materialized (
        select d.id
        from delivery d
        where d.tenant_id = $1
          and d.endpoint_id = $2
          and d.state = 'pending'
          and d.next_at <= now()
          and (d.leased_until is null or d.leased_until <= now())
          and (
            not $4
            or d.ordering_key is null
            or not exists (
              select 1
              from delivery before
              where before.tenant_id = $1
                and before.endpoint_id = $2
                and before.ordering_key = d.ordering_key
                and before.state = 'pending'
                and before.id < d.id
            )
          )
        order by d.next_at, d.id
        limit $3
        for update of d skip locked
      )
      update delivery
      set
        leased_until = now() + $5 * interval '1 millisecond',
        attempts = attempts + 1
      where tenant_id = $1
        and id = any(array(select id from due))
      returning
        id,
        event_id,
        attempts,
        created_at
      """;

  /** The first, and those after it that fit with it, have their payload. */
  static final String EVENTS =
      """
      select
        id,
        found is null as gone,
        type,
        ordering_key,
        occurred_at,
        case when before = 0 or before + octet_length(payload) <= $3 then payload end as payload
      from (
        select
          taken.id,
          e.id as found,
          e.type,
          e.ordering_key,
          e.occurred_at,
          e.payload,
          coalesce(
            sum(octet_length(e.payload)) over (
              order by taken.place
              rows between unbounded preceding and 1 preceding
            ),
            0
          ) as before
        from unnest($2::uuid[]) with ordinality as taken (id, place)
        left join event e
          on e.tenant_id = $1
          and e.id = taken.id
      ) sized
      """;

  static final String GIVE_BACK =
      """
      update delivery
      set
        leased_until = null,
        attempts = attempts - 1
      where tenant_id = $1
        and id = any($2)
      """;

  /** There is nothing to send any more. */
  static final String GONE =
      """
      update delivery
      set
        state = 'dead',
        leased_until = null,
        ended_at = now()
      where tenant_id = $1
        and id = any($2)
      """;

  static final String SPEND =
      """
      update endpoint_health
      set sent_until = greatest(sent_until, now()) + $3 * interval '1 second'
      where tenant_id = $1
        and endpoint_id = $2
      """;

  private TakeStatements() {}
}
