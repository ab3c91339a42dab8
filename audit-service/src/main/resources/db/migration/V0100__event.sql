-- What happened on the platform, one row an event, never changed.
--
-- Partitioned by the month in the event's id, a UUIDv7 of the sender's: an id is unique over all partitions because it is
-- the partition key, so that an event which arrives twice is found without a second table, and retention drops a month in
-- one step. An event comes to the list by occurred_at, which the id does not have to agree with.

create table event (
  id uuid not null,
  tenant_id uuid,
  occurred_at timestamptz not null,
  received_at timestamptz not null default now(),
  sender text not null,
  schema_version smallint not null default 1,
  action text collate "C" not null,
  outcome text collate "C" not null,
  actor_type text collate "C" not null,
  actor_id text collate "C",
  address inet,
  request_id text collate "C",
  content text not null,
  constraint event_pk primary key (id),
  constraint event_id_is_a_uuidv7 check (uuid_extract_version(id) = 7),
  constraint event_schema_version_known check (schema_version = 1),
  constraint event_outcome_known check (outcome in ('allowed', 'denied', 'failed'))
) partition by range (id);

comment on table event is 'Append-only: the app role may insert and select, a trigger refuses the rest, to the owner too';
comment on column event.tenant_id is 'null for what belongs to no organization, such as a failed sign-in of an unknown address; platform admins only';
comment on column event.sender is 'the service whose token brought the event, whatever the event says of itself';
comment on column event.content is 'the whole event as canonical JSON (RFC 8785); its UTF-8 bytes are what a tree hashes. The other columns are copies of its members, for filters';

create index event_by_tenant on event (tenant_id, occurred_at desc, id desc);
create index event_by_actor on event (tenant_id, actor_id, occurred_at desc, id desc) where actor_id is not null;
create index event_by_action on event (tenant_id, action, occurred_at desc, id desc);
create index event_by_address on event (tenant_id, address, occurred_at desc, id desc) where address is not null;
create index event_by_request on event (tenant_id, request_id) where request_id is not null;
create index event_by_time on event (occurred_at desc, id desc);
comment on index event_by_time is 'not by tenant: for platform admins, who list over all of them';

create table event_target (
  tenant_id uuid,
  event_id uuid not null,
  position smallint not null,
  occurred_at timestamptz not null,
  target_type text collate "C" not null,
  target_id text collate "C" not null,
  constraint event_target_pk primary key (event_id, position)
) partition by range (event_id);

comment on table event_target is 'What events were done to, so that a look-up by any of an event''s targets uses an index';

create index event_target_by_target on event_target (tenant_id, target_type, target_id, event_id desc);

-- Row-level security. Services bring events and read them back to tell a repeated one from a changed one.

alter table event enable row level security;
alter table event force row level security;
alter table event_target enable row level security;
alter table event_target force row level security;

create policy event_added_by_services on event for insert to ${app_role}
  with check ((select current_setting('app.role', true)) = 'service');
create policy event_read on event for select to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('service', 'platform_admin')
    or (
      (select current_setting('app.role', true)) = 'admin'
      and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    )
  );

create policy event_target_added_by_services on event_target for insert to ${app_role}
  with check ((select current_setting('app.role', true)) = 'service');
create policy event_target_read on event_target for select to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('service', 'platform_admin')
    or (
      (select current_setting('app.role', true)) = 'admin'
      and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    )
  );

grant select, insert on event, event_target to ${app_role};

-- Append-only for everybody. By statement, so that it answers even where row-level security would leave nothing to change.

create function refuse_change() returns trigger
  language plpgsql
  as $$
begin
  raise exception 'audit events are append-only: % on % is refused', lower(tg_op), tg_table_name
    using errcode = 'insufficient_privilege';
end;
$$;

create trigger event_append_only before update or delete or truncate on event
  for each statement execute function refuse_change();
create trigger event_target_append_only before update or delete or truncate on event_target
  for each statement execute function refuse_change();

-- Partitions.

create function first_id_of(moment timestamptz) returns uuid
  language sql stable strict
  return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

comment on function first_id_of is 'the lowest UUIDv7 that was made at that moment or later';

create function add_partition(parent text, suffix text, bounds text) returns void
  language plpgsql
  set search_path = audit, pg_temp
  as $$
declare
  partition text := parent || '_' || suffix;
begin
  execute format('create table %I (like %I including all)', partition, parent);
  execute format('alter table %I enable row level security', partition);
  execute format('alter table %I force row level security', partition);
  execute format(
    'create trigger %I before update or delete or truncate on %I for each statement execute function refuse_change()',
    parent || '_append_only', partition);
  execute format('alter table %I attach partition %I %s', parent, partition, bounds);
end;
$$;

comment on function add_partition is 'a table like its parent is attached to it, because that blocks nobody; creating it in place would lock the parent';

-- Runs with the owner's rights, so that the app role can ask for partitions and own none. Answers how many are missing
-- afterwards, because rows that should have gone there are in the default partition already.
create function create_partitions(months_ahead integer) returns integer
  language plpgsql security definer
  set search_path = audit, pg_temp
  set lock_timeout = '5s'
  as $$
declare
  parent text;
  month timestamptz;
  missing integer := 0;
begin
  if months_ahead is null or months_ahead not between 0 and 24 then
    raise exception 'months_ahead must be between 0 and 24';
  end if;
  perform pg_advisory_xact_lock(hashtext('audit.create_partitions'));
  foreach parent in array array['event', 'event_target'] loop
    for ahead in 0..months_ahead loop
      month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead)) at time zone 'UTC';
      continue when to_regclass(format('%I', parent || '_' || to_char(month at time zone 'UTC', 'YYYYMM'))) is not null;
      begin
        perform add_partition(
          parent,
          to_char(month at time zone 'UTC', 'YYYYMM'),
          format(
            'for values from (%L) to (%L)',
            first_id_of(month),
            first_id_of((month at time zone 'UTC' + interval '1 month') at time zone 'UTC')));
      exception when check_violation then
        missing := missing + 1;
      end;
    end loop;
  end loop;
  return missing;
end;
$$;

revoke execute on function first_id_of, add_partition, create_partitions from public;
grant execute on function create_partitions to ${app_role};

select add_partition('event', 'default', 'default');
select add_partition('event_target', 'default', 'default');
select create_partitions(3);
