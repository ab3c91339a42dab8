-- Where organizations want to be told of events: their own HTTPS endpoints.

create table endpoint (
  tenant_id uuid not null,
  id uuid not null,
  url text not null,
  description text,
  event_types text[] collate "C" not null,
  ordered boolean not null,
  rate_limit integer,
  max_concurrency integer not null,
  state text collate "C" not null default 'enabled',
  state_reason text collate "C",
  state_since timestamptz not null default now(),
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  created_by uuid not null,
  updated_at timestamptz not null default now(),
  constraint endpoint_pk primary key (tenant_id, id),
  constraint endpoint_url_length check (char_length(url) between 1 and 2000),
  constraint endpoint_description_length check (char_length(description) <= 500),
  constraint endpoint_event_types_count check (cardinality(event_types) between 1 and 100),
  constraint endpoint_rate_limit_range check (rate_limit between 1 and 1000),
  constraint endpoint_max_concurrency_range check (max_concurrency between 1 and 32),
  constraint endpoint_state_known check (state in ('enabled', 'paused', 'disabled')),
  constraint endpoint_state_reason_form check (state_reason ~ '^[a-z_]{1,40}$')
);

comment on column endpoint.event_types is 'names of the catalogue; * is all';
comment on column endpoint.state is 'paused: what happens meanwhile waits; disabled: it waits if failures disabled it, and is not noted otherwise';

create table endpoint_secret (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  id uuid not null,
  sealed bytea not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  constraint endpoint_secret_pk primary key (tenant_id, endpoint_id, id),
  constraint endpoint_secret_endpoint_fk foreign key (tenant_id, endpoint_id) references endpoint (tenant_id, id) on delete cascade
);

comment on column endpoint_secret.sealed is 'AES-256-GCM, version 2, bound to the ids of its row: version byte, 4 bytes of key id, nonce, ciphertext and tag';
comment on column endpoint_secret.expires_at is 'set on the older secret when a newer one takes over; until then both sign';

-- What changes with each delivery, apart from what admins say: how the endpoint fares. Its row is what replicas lock while
-- they take deliveries of one endpoint.
create table endpoint_health (
  tenant_id uuid not null,
  endpoint_id uuid not null,
  failures integer not null default 0,
  failing_since timestamptz,
  probe_at timestamptz,
  sent_until timestamptz,
  constraint endpoint_health_pk primary key (tenant_id, endpoint_id),
  constraint endpoint_health_endpoint_fk foreign key (tenant_id, endpoint_id) references endpoint (tenant_id, id) on delete cascade
);

comment on column endpoint_health.failures is 'attempts that failed since the last that did not';
comment on column endpoint_health.probe_at is 'nothing is sent before, because too many attempts failed in a row; then one attempt';
comment on column endpoint_health.sent_until is 'up to where the rate limit is used up: the theoretical arrival time of the next attempt';

alter table endpoint enable row level security;
alter table endpoint force row level security;
alter table endpoint_secret enable row level security;
alter table endpoint_secret force row level security;
alter table endpoint_health enable row level security;
alter table endpoint_health force row level security;

create policy endpoint_served_by_service on endpoint for select to ${app_role}
  using ((select current_setting('app.role', true)) = 'service');
create policy endpoint_disabled_by_service on endpoint for update to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy endpoint_managed_by_admins on endpoint for all to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy endpoint_secret_used_by_service on endpoint_secret for select to ${app_role}
  using ((select current_setting('app.role', true)) = 'service');
create policy endpoint_secret_sealed_again_by_service on endpoint_secret for update to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy endpoint_secret_managed_by_admins on endpoint_secret for all to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

create policy endpoint_health_kept_by_service on endpoint_health for all to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy endpoint_health_managed_by_admins on endpoint_health for all to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

grant select, insert, delete on endpoint, endpoint_secret, endpoint_health to ${app_role};
grant update (
  url, description, event_types, ordered, rate_limit, max_concurrency, state, state_reason, state_since, version, updated_at
) on endpoint to ${app_role};
grant update (expires_at, sealed) on endpoint_secret to ${app_role};
grant update (failures, failing_since, probe_at, sent_until) on endpoint_health to ${app_role};
