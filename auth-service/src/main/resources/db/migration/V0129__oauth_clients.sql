-- The OAuth server for partners. Replicas of the previous version know none of it. The foreign keys lock organizations and
-- users for a moment: no row is read or written.

create table oauth_clients (
  tenant_id            uuid        not null,
  id                   uuid        not null,
  owner_id             uuid,
  owner_role           text        not null,
  name                 text        not null,
  auth_method          text        not null,
  grant_types          text[]      not null,
  redirect_uris        text[]      not null,
  scopes               text[]      not null,
  dpop_bound           boolean     not null,
  jwks                 text,
  jwks_uri             text,
  hint                 text,
  secret_hash          bytea,
  previous_hash        bytea,
  previous_expires_at  timestamptz,
  created_at           timestamptz not null,
  rotated_at           timestamptz,
  disabled_at          timestamptz,
  constraint oauth_clients_pk primary key (tenant_id, id),
  constraint oauth_clients_id_unique unique (id),
  constraint oauth_clients_tenant_fk foreign key (tenant_id) references organizations (tenant_id),
  constraint oauth_clients_owner_fk foreign key (owner_id) references users (id) on delete set null,
  constraint oauth_clients_owner_role_known check (owner_role in ('user', 'agent', 'manager', 'admin')),
  constraint oauth_clients_name_length check (char_length(name) between 1 and 100),
  constraint oauth_clients_auth_method_known
    check (auth_method in ('none', 'client_secret_basic', 'client_secret_post', 'private_key_jwt')),
  constraint oauth_clients_grant_types_known
    check (
      cardinality(grant_types) between 1 and 3
      and grant_types <@ array['authorization_code', 'refresh_token', 'client_credentials']),
  constraint oauth_clients_redirect_uris_bounded check (cardinality(redirect_uris) <= 10),
  constraint oauth_clients_has_scopes check (cardinality(scopes) between 1 and 20),
  constraint oauth_clients_keys_are_of_assertions
    check ((auth_method = 'private_key_jwt') = (num_nonnulls(jwks, jwks_uri) = 1)),
  constraint oauth_clients_secret_is_whole
    check ((auth_method like 'client_secret_%') = (secret_hash is not null and hint is not null)),
  constraint oauth_clients_secret_is_sha256 check (octet_length(secret_hash) = 32),
  constraint oauth_clients_previous_is_sha256 check (octet_length(previous_hash) = 32),
  constraint oauth_clients_previous_expires check ((previous_hash is null) = (previous_expires_at is null))
);
create index oauth_clients_owner on oauth_clients (owner_id);
comment on column oauth_clients.owner_id is
  'The admin who registered it: what it asks for itself it may do as they may, and no longer. Null if their account is deleted.';
comment on column oauth_clients.secret_hash is
  'SHA-256 of the secret: 256 random bits cannot be tried, so that a slow hash would only slow its own service down.';

create table oauth_requests (
  handle_hash      bytea       not null,
  kind             text        not null,
  tenant_id        uuid        not null,
  client_id        uuid        not null,
  redirect_uri     text        not null,
  scopes           text[]      not null,
  state            text,
  code_challenge   text        not null,
  proof_key        text,
  user_id          uuid,
  expires_at       timestamptz not null,
  constraint oauth_requests_pk primary key (handle_hash),
  constraint oauth_requests_client_fk
    foreign key (tenant_id, client_id) references oauth_clients (tenant_id, id) on delete cascade,
  constraint oauth_requests_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint oauth_requests_kind_known check (kind in ('pushed', 'waiting')),
  constraint oauth_requests_hash_is_sha256 check (octet_length(handle_hash) = 32)
);
create index oauth_requests_client on oauth_requests (tenant_id, client_id);
create index oauth_requests_user on oauth_requests (user_id) where user_id is not null;
create index oauth_requests_by_expiry on oauth_requests (expires_at);
comment on table oauth_requests is
  'Authorization requests: pushed by their client, or waiting for a person''s consent. user_id is who looked at it first.';

create table oauth_grants (
  tenant_id      uuid        not null,
  id             uuid        not null,
  client_id      uuid        not null,
  user_id        uuid        not null,
  kind           text        not null,
  role           text        not null,
  scopes         text[]      not null,
  proof_key      text,
  created_at     timestamptz not null,
  not_after      timestamptz not null,
  generation     integer     not null default 0,
  refreshed_at   timestamptz not null,
  ended_at       timestamptz,
  end_reason     text,
  constraint oauth_grants_pk primary key (id),
  constraint oauth_grants_client_fk
    foreign key (tenant_id, client_id) references oauth_clients (tenant_id, id) on delete cascade,
  constraint oauth_grants_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint oauth_grants_kind_known check (kind in ('person', 'client')),
  constraint oauth_grants_role_known check (role in ('user', 'agent', 'manager', 'admin')),
  constraint oauth_grants_end_is_whole check ((ended_at is null) = (end_reason is null)),
  constraint oauth_grants_end_reason_known
    check (end_reason in ('revoked', 'token_reused', 'code_reused', 'client_disabled'))
);
create index oauth_grants_client on oauth_grants (tenant_id, client_id);
create index oauth_grants_user on oauth_grants (user_id, id);
create index oauth_grants_by_end on oauth_grants (not_after);
comment on table oauth_grants is
  'What a person let a client do for them. Its id is the session_id of the tokens, by which they are revoked.';
comment on column oauth_grants.kind is
  'Whether the person consented, or the client asked for itself and acts as the admin who registered it: then of one token.';
comment on column oauth_grants.role is
  'The highest role that its tokens ever have: the person''s when they consented, or their present one if that is lower.';

create table oauth_codes (
  code_hash       bytea       not null,
  grant_id        uuid        not null,
  redirect_uri    text        not null,
  code_challenge  text        not null,
  expires_at      timestamptz not null,
  taken_at        timestamptz,
  constraint oauth_codes_pk primary key (code_hash),
  constraint oauth_codes_grant_fk foreign key (grant_id) references oauth_grants (id) on delete cascade,
  constraint oauth_codes_hash_is_sha256 check (octet_length(code_hash) = 32)
);
create index oauth_codes_grant on oauth_codes (grant_id);
create index oauth_codes_by_expiry on oauth_codes (expires_at);
comment on column oauth_codes.taken_at is
  'Codes are kept until they expire: one that is shown again ends what was given for it (RFC 6749, section 4.1.2).';

create table oauth_refresh_tokens (
  token_hash  bytea       not null,
  grant_id    uuid        not null,
  generation  integer     not null,
  created_at  timestamptz not null,
  constraint oauth_refresh_tokens_pk primary key (token_hash),
  constraint oauth_refresh_tokens_generation_unique unique (grant_id, generation),
  constraint oauth_refresh_tokens_grant_fk foreign key (grant_id) references oauth_grants (id) on delete cascade,
  constraint oauth_refresh_tokens_hash_is_sha256 check (octet_length(token_hash) = 32)
);

alter table oauth_clients enable row level security;
alter table oauth_clients force row level security;
alter table oauth_requests enable row level security;
alter table oauth_requests force row level security;
alter table oauth_grants enable row level security;
alter table oauth_grants force row level security;
alter table oauth_codes enable row level security;
alter table oauth_codes force row level security;
alter table oauth_refresh_tokens enable row level security;
alter table oauth_refresh_tokens force row level security;

create policy oauth_clients_service on oauth_clients to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy oauth_clients_admin on oauth_clients to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'))
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));
create policy oauth_requests_service on oauth_requests to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy oauth_grants_service on oauth_grants to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy oauth_codes_service on oauth_codes to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy oauth_refresh_tokens_service on oauth_refresh_tokens to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, update, delete on oauth_clients to ${app_role};
grant select, insert, update, delete on oauth_requests to ${app_role};
grant select, insert, update, delete on oauth_grants to ${app_role};
grant select, insert, update, delete on oauth_codes to ${app_role};
grant select, insert, delete on oauth_refresh_tokens to ${app_role};
