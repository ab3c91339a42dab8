-- Social sign-in: flows to providers, identities by their issuer, and what a code of PKCE carries of them. Columns are
-- added without a default: no row is rewritten, and each table is locked for a moment. Replicas of the previous version
-- insert and read without them.

alter table identities
  add column issuer text,
  -- Not validated: what is there has none.
  add constraint identities_issuer_length check (char_length(issuer) between 1 and 255) not valid;
comment on column identities.issuer is
  'The issuer that named the subject: a provider that was configured anew, with another issuer, names other people. Null for address and phone, which are ourselves.';

create table social_flows (
  state_hash      bytea       not null,
  provider        text        not null,
  redirect_to     text        not null,
  code_challenge  text,
  user_id         uuid,
  session_id      uuid,
  created_at      timestamptz not null,
  expires_at      timestamptz not null,
  constraint social_flows_pk primary key (state_hash),
  constraint social_flows_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint social_flows_hash_is_sha256 check (octet_length(state_hash) = 32),
  constraint social_flows_provider_form check (provider ~ '^[a-z][a-z0-9_]{0,31}$'),
  constraint social_flows_redirect_length check (char_length(redirect_to) <= 2048),
  constraint social_flows_links_in_session check ((user_id is null) = (session_id is null))
);
create index social_flows_by_expiry on social_flows (expires_at);
create index social_flows_by_user on social_flows (user_id);
comment on table social_flows is
  'People who are at a provider now. Deleted by the first callback with the state, so that each flow ends once.';
comment on column social_flows.user_id is 'Who links the provider to their account; null for a sign-in.';

create table used_id_tokens (
  token_hash  bytea       not null,
  expires_at  timestamptz not null,
  constraint used_id_tokens_pk primary key (token_hash),
  constraint used_id_tokens_hash_is_sha256 check (octet_length(token_hash) = 32)
);
create index used_id_tokens_by_expiry on used_id_tokens (expires_at);
comment on table used_id_tokens is 'ID tokens that opened a session, until they expire: each opens one.';

alter table pkce_codes
  add column provider text,
  add column link jsonb,
  add column session_id uuid,
  add column provider_tokens bytea,
  add constraint pkce_codes_link_size check (octet_length(link::text) <= 6144) not valid,
  add constraint pkce_codes_links_in_session check ((link is null) = (session_id is null)) not valid;
comment on column pkce_codes.link is
  'The identity that the exchange of the code links: only the client that asked for it has the verifier.';
comment on column pkce_codes.provider_tokens is
  'What the provider gave to the person, sealed with a key that is computed from the code, which is not stored.';

alter table social_flows enable row level security;
alter table social_flows force row level security;
alter table used_id_tokens enable row level security;
alter table used_id_tokens force row level security;

create policy social_flows_service on social_flows to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy used_id_tokens_service on used_id_tokens to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, delete on social_flows to ${app_role};
grant select, insert, delete on used_id_tokens to ${app_role};
