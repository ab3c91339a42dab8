-- Connections of organizations to services of others. Replicas of the previous version know none of it. The foreign keys lock
-- organizations and users for a moment: no row is read or written.

create table integrations (
  tenant_id           uuid        not null,
  id                  uuid        not null,
  provider            text        not null,
  kind                text        not null,
  name                text        not null,
  status              text        not null default 'connected',
  scopes              text[]      not null default '{}',
  account             text,
  connected_by        uuid        not null,
  created_at          timestamptz not null,
  connected_at        timestamptz not null,
  sealed_credentials  bytea,
  expires_at          timestamptz,
  due_at              timestamptz,
  leased_until        timestamptz,
  attempts            integer     not null default 0,
  last_refreshed_at   timestamptz,
  last_error          text,
  last_error_at       timestamptz,
  last_used_at        timestamptz,
  revoked_at          timestamptz,
  constraint integrations_pk primary key (tenant_id, id),
  constraint integrations_id_unique unique (id),
  constraint integrations_tenant_fk foreign key (tenant_id) references organizations (tenant_id),
  constraint integrations_provider_form check (provider ~ '^[a-z][a-z0-9-]{0,39}$'),
  constraint integrations_kind_known check (kind in ('oauth2', 'api_key')),
  constraint integrations_name_length check (char_length(name) between 1 and 100),
  constraint integrations_status_known check (status in ('connected', 'failing', 'reconnect_required')),
  constraint integrations_scopes_bounded check (cardinality(scopes) <= 100),
  constraint integrations_account_length check (char_length(account) <= 200),
  constraint integrations_error_is_whole check ((last_error is null) = (last_error_at is null)),
  constraint integrations_keys_are_not_refreshed check (
    kind = 'oauth2' or (expires_at is null and (due_at is null or revoked_at is not null)))
);
comment on table integrations is 'Connections of an organization to a provider, with what the provider gives access by.';
comment on column integrations.sealed_credentials is
  'Access and refresh token, or an API key, sealed; null while it is being connected, and when the provider need not be told of its end.';
comment on column integrations.expires_at is 'When the access token ends.';
comment on column integrations.due_at is
  'When it is to be refreshed, or the provider told of its end; while that is done, when the lease ends. Null if never.';
comment on column integrations.leased_until is 'While one replica refreshes it: no other shows the same refresh token.';
comment on column integrations.attempts is 'Refreshes, or requests to revoke, that failed since the last success.';
comment on column integrations.revoked_at is 'When it was deleted; the row leaves once the provider has been told.';

create unique index integrations_name_unique on integrations (tenant_id, provider, name) where revoked_at is null;
comment on index integrations_name_unique is 'Connecting under the same name again replaces the credentials; the id stays.';
create index integrations_due on integrations (due_at, id) where due_at is not null;
comment on index integrations_due is 'The refresher reads those that are due, the one that waited longest first.';

alter table integrations enable row level security;
alter table integrations force row level security;
create policy integrations_service on integrations to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy integrations_admin_reads on integrations for select to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));
create policy integrations_admin_revokes on integrations for update to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'))
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and revoked_at is not null);

grant select, insert, update, delete on integrations to ${app_role};

create table integration_flows (
  tenant_id   uuid        not null,
  id          uuid        not null,
  user_id     uuid        not null,
  session_id  uuid        not null,
  provider    text        not null,
  name        text        not null,
  return_to   text        not null,
  expires_at  timestamptz not null,
  constraint integration_flows_pk primary key (tenant_id, id),
  constraint integration_flows_id_unique unique (id),
  constraint integration_flows_tenant_fk foreign key (tenant_id) references organizations (tenant_id),
  constraint integration_flows_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint integration_flows_name_length check (char_length(name) between 1 and 100)
);
create index integration_flows_user on integration_flows (user_id);
create index integration_flows_expiry on integration_flows (expires_at);
comment on table integration_flows is
  'Admins who are at a provider to grant access. Who comes back deletes the row, so that a state is used once.';

alter table integration_flows enable row level security;
alter table integration_flows force row level security;
create policy integration_flows_service on integration_flows to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, delete on integration_flows to ${app_role};
