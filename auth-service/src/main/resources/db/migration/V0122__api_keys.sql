-- API keys. Replicas of the previous version know none of it. The foreign keys lock organizations and users for a moment:
-- no row is read or written.

create table api_keys (
  tenant_id            uuid        not null,
  id                   uuid        not null,
  owner_id             uuid        not null,
  name                 text        not null,
  hint                 text        not null,
  secret_hash          bytea       not null,
  previous_hash        bytea,
  previous_expires_at  timestamptz,
  role                 text        not null,
  scopes               text[]      not null,
  addresses            text[]      not null,
  networks             text[]      not null default '{}',
  created_at           timestamptz not null,
  rotated_at           timestamptz,
  expires_at           timestamptz not null,
  last_used_at         timestamptz,
  refused_at           timestamptz,
  revoked_at           timestamptz,
  revoked_by           uuid,
  constraint api_keys_pk primary key (tenant_id, id),
  constraint api_keys_tenant_fk foreign key (tenant_id) references organizations (tenant_id),
  constraint api_keys_owner_fk foreign key (owner_id) references users (id) on delete cascade,
  constraint api_keys_secret_unique unique (secret_hash),
  constraint api_keys_name_length check (char_length(name) between 1 and 100),
  constraint api_keys_hint_length check (char_length(hint) <= 16),
  constraint api_keys_secret_is_sha256 check (octet_length(secret_hash) = 32),
  constraint api_keys_previous_is_sha256 check (octet_length(previous_hash) = 32),
  constraint api_keys_previous_expires check ((previous_hash is null) = (previous_expires_at is null)),
  constraint api_keys_role_known check (role in ('user', 'agent', 'manager', 'admin')),
  constraint api_keys_has_scopes check (cardinality(scopes) between 1 and 20),
  constraint api_keys_addresses_bounded check (cardinality(addresses) <= 20),
  constraint api_keys_networks_bounded check (cardinality(networks) <= 32)
);
create unique index api_keys_previous_unique on api_keys (previous_hash) where previous_hash is not null;
create index api_keys_by_owner on api_keys (tenant_id, owner_id, id);
create index api_keys_owner on api_keys (owner_id);
comment on column api_keys.secret_hash is
  'SHA-256 of the key: 256 random bits cannot be tried, so that a slow hash would only slow its own service down.';
comment on column api_keys.previous_hash is
  'The secret before the last rotation, valid until previous_expires_at.';
comment on column api_keys.role is
  'The highest role that the key ever has: its owner''s when it was made, or their present one if that is lower.';
comment on column api_keys.networks is
  'Where it was used from, the newest first: an address, or a /64 network of IPv6.';

alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy api_keys_service on api_keys to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy api_keys_owner on api_keys to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy api_keys_admin_reads on api_keys for select to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));
create policy api_keys_admin_revokes on api_keys for update to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'))
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and revoked_at is not null);

grant select, insert, update, delete on api_keys to ${app_role};

-- An admin revokes the tokens of nobody beyond their organization, and its keys.
alter policy revocations_admin on revocations
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and (
      in_tenant_only
      or exists (
        select 1
        from api_keys k
        where k.tenant_id = revocations.tenant_id
          and k.id = revocations.session_id
          and k.owner_id = revocations.user_id)));
