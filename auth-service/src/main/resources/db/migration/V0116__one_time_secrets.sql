-- Codes and links that people get by mail, and the codes of PKCE. New tables: nothing waits for a lock.

create table one_time_secrets (
  id              uuid        not null,
  purpose         text        not null,
  address         text        not null,
  user_id         uuid,
  code_hash       bytea       not null,
  link_hash       bytea       not null,
  guesses         integer     not null default 0,
  redirect_to     text        not null,
  code_challenge  text,
  details         jsonb       not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  -- A new mail replaces the one before.
  constraint one_time_secrets_pk primary key (address, purpose),
  constraint one_time_secrets_id_unique unique (id),
  constraint one_time_secrets_link_unique unique (link_hash),
  constraint one_time_secrets_purpose_form check (purpose ~ '^[a-z_]{1,40}$'),
  constraint one_time_secrets_code_is_sha256 check (octet_length(code_hash) = 32),
  constraint one_time_secrets_link_is_sha256 check (octet_length(link_hash) = 32),
  constraint one_time_secrets_redirect_length check (char_length(redirect_to) <= 2048),
  constraint one_time_secrets_details_size check (octet_length(details::text) <= 4160)
);
create index one_time_secrets_by_expiry on one_time_secrets (expires_at);
create index one_time_secrets_by_user on one_time_secrets (user_id);
comment on table one_time_secrets is
  'The code and the link of one mail are one row, and using either deletes it.';
comment on column one_time_secrets.user_id is
  'Null if the address has no account. Not a foreign key: checking it would take longer for addresses that have one.';
comment on column one_time_secrets.details is
  'Bounded as the metadata of an account is, which it may become.';
comment on column one_time_secrets.code_hash is
  'Keyed: a code has few digits, and could be computed from a plain hash.';
comment on column one_time_secrets.guesses is 'How often somebody guessed the code; a few make it void, not the link.';

create table pkce_codes (
  code_hash       bytea       not null,
  user_id         uuid        not null,
  code_challenge  text        not null,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  constraint pkce_codes_pk primary key (code_hash),
  constraint pkce_codes_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint pkce_codes_hash_is_sha256 check (octet_length(code_hash) = 32)
);
create index pkce_codes_by_expiry on pkce_codes (expires_at);
create index pkce_codes_by_user on pkce_codes (user_id);
comment on table pkce_codes is 'Codes that are exchanged for a session once, by whoever knows the verifier.';

alter table one_time_secrets enable row level security;
alter table one_time_secrets force row level security;
alter table pkce_codes enable row level security;
alter table pkce_codes force row level security;

create policy one_time_secrets_service on one_time_secrets to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy pkce_codes_service on pkce_codes to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, update, delete on one_time_secrets to ${app_role};
grant select, insert, delete on pkce_codes to ${app_role};
