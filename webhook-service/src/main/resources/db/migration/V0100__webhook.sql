-- Who sends us webhooks, and what they sent.

create table source (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  kind text collate "C" not null,
  settings jsonb not null,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  deleted_at timestamptz,
  constraint source_pk primary key (tenant_id, id),
  constraint source_kind_known check (kind in ('generic_hmac')),
  constraint source_name_length check (char_length(name) between 1 and 100)
);

comment on table source is 'A sender of webhooks and how its signatures are made; kept when deleted, because the inbox refers to it';

create unique index source_by_id on source (id);
comment on index source_by_id is 'not by tenant: a webhook names its source and nothing else, and the tenant follows from it';
create unique index source_by_name on source (tenant_id, name) where deleted_at is null;

create table source_secret (
  tenant_id uuid not null,
  source_id uuid not null,
  id uuid not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  constraint source_secret_pk primary key (tenant_id, source_id, id),
  constraint source_secret_source_fk foreign key (tenant_id, source_id) references source (tenant_id, id)
);

comment on column source_secret.sealed is 'AES-256-GCM: version byte, nonce, ciphertext and tag; bound to the ids of its row';
comment on column source_secret.expires_at is 'set on the older secret when a newer one takes over, so that a sender can change in between';

-- What was received. Partitioned by the month in its id, a UUIDv7 of our own, which also orders it by time.
create table inbox (
  tenant_id uuid not null,
  id uuid not null,
  source_id uuid not null,
  received_at timestamptz not null,
  delivery_id text collate "C" not null,
  content_type text,
  headers jsonb not null,
  body bytea not null,
  status text collate "C" not null default 'received',
  constraint inbox_pk primary key (tenant_id, id),
  constraint inbox_status_known check (status in ('received'))
) partition by range (id);

comment on table inbox is 'Webhooks whose signature was good, stored before the sender got its 2xx';
comment on column inbox.body is 'the bytes as they were received and signed';

create index inbox_by_source on inbox (tenant_id, source_id, id desc);

-- Keys by which a delivery is known again. Apart from the inbox, because a unique key of a partitioned table would hold
-- within a month only.
create table delivery_key (
  tenant_id uuid not null,
  source_id uuid not null,
  kind text collate "C" not null,
  key bytea not null,
  inbox_id uuid not null,
  constraint delivery_key_pk primary key (tenant_id, source_id, kind, key),
  constraint delivery_key_kind_known check (kind in ('id', 'content')),
  constraint delivery_key_is_a_sha256 check (length(key) = 32)
);

comment on table delivery_key is 'One-time keys of deliveries: whoever inserts it stores the webhook, everybody else has a duplicate';
comment on column delivery_key.kind is 'id: of the delivery''s id; content: of what was signed, where the id was not signed and a replay could carry another';

-- Row-level security. A service finds a source of any organization; it stores under that source's organization.

alter table source enable row level security;
alter table source force row level security;
alter table source_secret enable row level security;
alter table source_secret force row level security;
alter table inbox enable row level security;
alter table inbox force row level security;
alter table delivery_key enable row level security;
alter table delivery_key force row level security;

create policy source_found_by_service on source for select to ${app_role}
  using ((select current_setting('app.role', true)) = 'service');
create policy source_managed_by_admins on source for all to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy source_secret_found_by_service on source_secret for select to ${app_role}
  using ((select current_setting('app.role', true)) = 'service');
create policy source_secret_managed_by_admins on source_secret for all to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy inbox_stored_by_service on inbox for insert to ${app_role}
  with check (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );
create policy inbox_read on inbox for select to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('service', 'admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy delivery_key_kept_by_service on delivery_key for all to ${app_role}
  using (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

grant select, insert on source to ${app_role};
grant update (deleted_at) on source to ${app_role};
grant select, insert, delete on source_secret to ${app_role};
grant update (expires_at) on source_secret to ${app_role};
grant select, insert on inbox, delivery_key to ${app_role};

-- Partitions of the inbox.

create function first_id_of(moment timestamptz) returns uuid
  language sql stable strict
  return (lpad(to_hex((extract(epoch from moment) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;

comment on function first_id_of is 'the lowest UUIDv7 that was made at that moment or later';

create function add_inbox_partition(suffix text, bounds text) returns void
  language plpgsql
  set search_path = webhooks, pg_temp
  as $$
declare
  partition text := 'inbox_' || suffix;
begin
  execute format('create table %I (like inbox including all)', partition);
  execute format('alter table %I enable row level security', partition);
  execute format('alter table %I force row level security', partition);
  execute format('alter table inbox attach partition %I %s', partition, bounds);
end;
$$;

comment on function add_inbox_partition is 'a table like its parent is attached to it, because that blocks nobody; creating it in place would lock the parent';

-- Runs with the owner's rights, so that the app role can ask for partitions and own none. Answers how many are missing
-- afterwards, because rows that should have gone there are in the default partition already.
create function create_partitions(months_ahead integer) returns integer
  language plpgsql security definer
  set search_path = webhooks, pg_temp
  set lock_timeout = '5s'
  as $$
declare
  month timestamptz;
  missing integer := 0;
begin
  if months_ahead is null or months_ahead not between 0 and 24 then
    raise exception 'months_ahead must be between 0 and 24';
  end if;
  perform pg_advisory_xact_lock(hashtext('webhooks.create_partitions'));
  for ahead in 0..months_ahead loop
    month := (date_trunc('month', now() at time zone 'UTC') + make_interval(months => ahead)) at time zone 'UTC';
    continue when to_regclass(format('%I', 'inbox_' || to_char(month at time zone 'UTC', 'YYYYMM'))) is not null;
    begin
      perform add_inbox_partition(
        to_char(month at time zone 'UTC', 'YYYYMM'),
        format(
          'for values from (%L) to (%L)',
          first_id_of(month),
          first_id_of((month at time zone 'UTC' + interval '1 month') at time zone 'UTC')));
    exception when check_violation then
      missing := missing + 1;
    end;
  end loop;
  return missing;
end;
$$;

revoke execute on function first_id_of, add_inbox_partition, create_partitions from public;
grant execute on function create_partitions to ${app_role};

select add_inbox_partition('default', 'default');
select create_partitions(3);
