-- The address and password of a person as a way to sign in: an id of its own, and what the person said
-- when it was made. Replicas of the version before insert without the two, and read neither.

alter table users
  add column identity_id uuid not null default gen_random_uuid(),
  add column sign_up_data jsonb,
  add constraint users_sign_up_data_size check (octet_length(sign_up_data::text) <= 4096);
comment on column users.sign_up_data is
  'The metadata of the sign-up, which later changes leave alone; null for accounts from before it was kept.';
comment on column sessions.refreshed_at is 'When that token was made; the clock of the idle limit.';
