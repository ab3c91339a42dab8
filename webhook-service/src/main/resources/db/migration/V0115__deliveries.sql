-- What happened, to which endpoints it goes, and how each attempt went. All three are partitioned by the month in their ids,
-- UUIDv7, so that what is old leaves by partition.

create table event (
  tenant_id uuid not null,
  id uuid not null,
  type text collate "C" not null,
  ordering_key text collate "C",
  occurred_at timestamptz not null,
  payload text not null,
  created_at timestamptz not null default now(),
  constraint event_pk primary key (tenant_id, id),
  constraint event_type_form check (type ~ '^[a-z_]{1,40}\.[a-z_]{1,40}$'),
  constraint event_ordering_key_length check (char_length(ordering_key) between 1 and 200)
) partition by range (id);

comment on column event.id is 'of the sender''s choice, so that what is sent twice is one event; of what a source sent it is the id in the inbox';
comment on column event.payload is 'the data as it is sent, JSON. Text, so that each attempt sends the same bytes';

create table delivery (
  tenant_id uuid not null,
  id uuid not null,
  event_id uuid not null,
  endpoint_id uuid not null,
  event_type text collate "C" not null,
  ordering_key text collate "C",
  state text collate "C" not null default 'pending',
  attempts integer not null default 0,
  next_at timestamptz not null default now(),
  leased_until timestamptz,
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint delivery_pk primary key (tenant_id, id),
  constraint delivery_state_known check (state in ('pending', 'delivered', 'dead', 'cancelled'))
) partition by range (id);

comment on column delivery.attempts is 'counted when one begins: a replica that was thought dead and returns finds another number and changes nothing';
comment on column delivery.leased_until is 'set while a replica makes an attempt; past, the replica died, and another takes it';

create index delivery_due on delivery (tenant_id, endpoint_id, next_at) where state = 'pending';
create index delivery_in_order on delivery (tenant_id, endpoint_id, ordering_key, id)
  where state = 'pending' and ordering_key is not null;
create index delivery_by_endpoint on delivery (tenant_id, endpoint_id, id desc);
create index delivery_by_event on delivery (tenant_id, event_id);

create table attempt (
  tenant_id uuid not null,
  id uuid not null,
  delivery_id uuid not null,
  endpoint_id uuid not null,
  at timestamptz not null,
  millis integer not null,
  outcome text collate "C" not null,
  status integer,
  response text,
  constraint attempt_pk primary key (tenant_id, id),
  constraint attempt_outcome_form check (outcome ~ '^[a-z_]{1,40}$'),
  constraint attempt_response_length check (char_length(response) <= 2000)
) partition by range (id);

create index attempt_by_delivery on attempt (tenant_id, delivery_id, id);
create index attempt_by_endpoint on attempt (tenant_id, endpoint_id, id);

-- What arrived and has not become an event yet.
create table event_feed (
  tenant_id uuid not null,
  inbox_id uuid not null,
  constraint event_feed_pk primary key (tenant_id, inbox_id)
);

-- The first partitions, by hand: the functions that make the others are not there yet in a new database.
do $$
declare
  parent text;
  month timestamp;
  partition text;
  bounds text;
begin
  foreach parent in array array['event', 'delivery', 'attempt'] loop
    for ahead in -1..3 loop
      month := date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead);
      partition := parent || '_' || case when ahead < 0 then 'default' else to_char(month, 'YYYYMM') end;
      bounds := case
        when ahead < 0 then 'default'
        else format(
          'for values from (%L) to (%L)',
          first_id_of(month at time zone 'UTC'),
          first_id_of((month + interval '1 month') at time zone 'UTC'))
      end;
      execute format('create table %I (like %I including all)', partition, parent);
      execute format('alter table %I enable row level security', partition);
      execute format('alter table %I force row level security', partition);
      execute format('alter table %I attach partition %I %s', parent, partition, bounds);
    end loop;
  end loop;
end;
$$;

alter table event enable row level security;
alter table event force row level security;
alter table delivery enable row level security;
alter table delivery force row level security;
alter table attempt enable row level security;
alter table attempt force row level security;
alter table event_feed enable row level security;
alter table event_feed force row level security;

create policy event_kept_by_service on event for all to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy event_read_by_admins on event for select to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy delivery_made_by_service on delivery for all to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy delivery_read_by_admins on delivery for select to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );
create policy delivery_replayed_by_admins on delivery for update to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy attempt_recorded_by_service on attempt for all to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy attempt_read_by_admins on attempt for select to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy event_feed_worked_off_by_service on event_feed for all to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
-- The reader of the feed works for all organizations at once; who stores, for named ones, reads nothing by this.
create policy inbox_fed_by_service on inbox for select to ${app_role}
  using (
    (select current_setting('app.role', true)) = 'service'
    and (select coalesce(current_setting('app.tenant_id', true), '')) = ''
  );

grant select, insert on event, attempt to ${app_role};
grant select, insert on delivery to ${app_role};
grant update (state, attempts, next_at, leased_until, ended_at) on delivery to ${app_role};
grant select, insert, delete on event_feed to ${app_role};
-- A lock needs the right to change something.
grant update (inbox_id) on event_feed to ${app_role};

-- Exact, unlike a reader that follows the ids: they do not commit in their order. It costs an organization without endpoints
-- one look-up for each statement that stores webhooks.
create function feed_endpoints() returns trigger
  language plpgsql
  as $$
begin
  -- By their whole names: whoever stores may have another search path.
  insert into webhooks.event_feed (tenant_id, inbox_id)
  select added.tenant_id, added.id
  from added
  where exists (
    select 1
    from webhooks.endpoint e
    where e.tenant_id = added.tenant_id
      and (e.state <> 'disabled' or e.state_reason = 'failing')
      and e.event_types && array['*', 'webhook.received'] collate "C"
  );
  return null;
end;
$$;

revoke execute on function feed_endpoints from public;
grant execute on function feed_endpoints to ${app_role};

create trigger inbox_feeds_endpoints after insert on inbox
  referencing new table as added
  for each statement execute function feed_endpoints();

-- Every table that is partitioned by range is so by its UUIDv7: none is forgotten.
create or replace function create_partitions(months_ahead integer) returns integer
  language plpgsql security definer
  set search_path = webhooks, pg_temp
  set lock_timeout = '5s'
  as $$
begin
  return create_monthly_partitions(
    array(
      select c.relname::text
      from pg_partitioned_table p
      join pg_class c on c.oid = p.partrelid
      where c.relnamespace = 'webhooks'::regnamespace
        and p.partstrat = 'r'
      order by c.relname),
    months_ahead);
end;
$$;
