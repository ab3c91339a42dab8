create table signing_keys (
  kid               text        not null,
  state             text        not null,
  public_jwk        jsonb       not null,
  sealed_private    bytea       not null,
  published_at      timestamptz not null,
  activated_at      timestamptz,
  retired_at        timestamptz,
  verifiable_until  timestamptz,
  constraint signing_keys_pk primary key (kid),
  constraint signing_keys_state_is_whole check (
    (state = 'next' and activated_at is null and retired_at is null and verifiable_until is null)
    or (state = 'active' and activated_at is not null and retired_at is null and verifiable_until is null)
    or (state = 'retired' and activated_at is not null and retired_at is not null and verifiable_until is not null))
);
create unique index signing_keys_one_active on signing_keys (state) where state = 'active';
create unique index signing_keys_one_next on signing_keys (state) where state = 'next';
comment on index signing_keys_one_active is 'Two replicas that start or rotate at once cannot both win.';
comment on column signing_keys.sealed_private is
  'PKCS #8 under AES-256-GCM: 12 bytes nonce, then ciphertext and tag; the kid is authenticated with it.';

alter table signing_keys enable row level security;
alter table signing_keys force row level security;
create policy signing_keys_service on signing_keys to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, update, delete on signing_keys to ${app_role};
