-- Audit events on their way to audit-service, written in the transaction of the change they tell of.
create table outbox (
  id uuid not null,
  tenant_id uuid,
  event text not null,
  created_at timestamptz not null default now(),
  due_at timestamptz not null default now(),
  attempts integer not null default 0,
  parked_at timestamptz,
  refusal text,
  constraint outbox_pkey primary key (id)
);

comment on table outbox is
  'Audit events that audit-service has not confirmed yet. Rows leave when it has.';
comment on column outbox.tenant_id is
  'Does not lead the key as elsewhere: the relay takes events of all tenants in the order of their ids, and some have none.';
comment on column outbox.event is
  'The event as it is sent, JSON. Text, so that nothing is parsed or reordered on the way.';
comment on column outbox.due_at is
  'When the relay may take the row: also its lease, since a relay that takes a row moves this ahead.';
comment on column outbox.parked_at is
  'Set where audit-service refuses this very event; such a row waits for a person.';

create index outbox_due on outbox (id) where parked_at is null;
comment on index outbox_due is
  'The relay reads the oldest rows that are not parked; ids are UUIDv7 and sort by age.';

alter table outbox enable row level security;
alter table outbox force row level security;

-- Whoever changes something may tell of it, in their own organization's name only.
create policy outbox_post on outbox for insert to ${app_role}
  with check (
    (select current_setting('app.role', true)) = 'service'
    or tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

-- Only the relay reads, leases and removes.
create policy outbox_read on outbox for select to ${app_role}
  using ((select current_setting('app.role', true)) = 'service');
create policy outbox_lease on outbox for update to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy outbox_remove on outbox for delete to ${app_role}
  using ((select current_setting('app.role', true)) = 'service');

-- An event cannot be changed on its way.
grant select, insert, delete on outbox to ${app_role};
grant update (due_at, attempts, parked_at, refusal) on outbox to ${app_role};
