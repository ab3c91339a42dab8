create table idempotency_key (
  tenant_id uuid not null,
  user_id uuid not null,
  key text collate "C" not null,
  payload_sha256 text not null,
  lead_id uuid not null,
  lead_version bigint not null,
  answer text not null,
  created_at timestamptz not null,
  constraint idempotency_key_pkey primary key (tenant_id, user_id, key),
  constraint idempotency_key_length check (length(key) between 1 and 255)
);
comment on table idempotency_key is
  'Answers to creating calls, kept for a day, so that a call sent twice creates once.';

create index idempotency_key_by_age on idempotency_key (created_at);
comment on index idempotency_key_by_age is 'For the clean-up, which goes by age across tenants.';

alter table idempotency_key enable row level security;
alter table idempotency_key force row level security;

create policy idempotency_key_own on idempotency_key for all
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
  )
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
  );

-- The clean-up runs for no person; it may find and delete what is a day old, and nothing younger.
create policy idempotency_key_clean_up_find on idempotency_key for select
  using (
    (select current_setting('app.role', true)) = 'service'
    and created_at < now() - interval '24 hours'
  );
create policy idempotency_key_clean_up on idempotency_key for delete
  using (
    (select current_setting('app.role', true)) = 'service'
    and created_at < now() - interval '24 hours'
  );

grant select, insert, update, delete on idempotency_key to ${app_role};
