-- What becomes of webhooks. Those of sources whose bodies this service reads are queued by the statement that stores them, in
-- its transaction: none is missed, in whatever order transactions commit, and those of other sources cost one look at their
-- source. The queue is a table of its own, because rows of the inbox are wide, partitioned, and never updated.

create table source_processing (
  tenant_id uuid not null,
  source_id uuid not null,
  format text collate "C",
  owner_id uuid,
  assignee_id uuid,
  team_id uuid,
  updated_at timestamptz not null default now(),
  constraint source_processing_pk primary key (tenant_id, source_id),
  constraint source_processing_source_fk foreign key (tenant_id, source_id) references source (tenant_id, id),
  constraint source_processing_format_is_a_name check (format ~ '^[a-z][a-z0-9_]{0,39}$')
);
comment on table source_processing is 'How the webhooks of a source are read, and who gets the leads; all by default unless there is a row.';
comment on column source_processing.format is 'How bodies are read; null: as the kind of the source says; none: not at all.';
comment on column source_processing.owner_id is 'Who owns new leads; null: whoever made the source.';

create table processing (
  tenant_id uuid not null,
  inbox_id uuid not null,
  source_id uuid not null,
  state text collate "C" not null default 'pending',
  attempts integer not null default 0,
  due_at timestamptz not null default now(),
  last_error text,
  lead_id uuid,
  call_id uuid,
  queued_at timestamptz not null default now(),
  finished_at timestamptz,
  constraint processing_pk primary key (tenant_id, inbox_id),
  constraint processing_state_known check (state in ('pending', 'processed', 'ignored', 'dead')),
  constraint processing_error_bounded check (char_length(last_error) <= 500),
  constraint processing_ends check ((state = 'pending') = (finished_at is null))
);
comment on table processing is
  'The webhooks that are to be processed, and what became of them. No foreign key to the inbox: the statement that stores a webhook queues it, and partitions of the inbox are dropped.';

create index processing_due on processing (due_at, inbox_id) where state = 'pending';
create index processing_pending on processing (inbox_id) where state = 'pending';
comment on index processing_pending is 'The rows that were taken are updated by their id alone.';
create index processing_dead on processing (tenant_id, inbox_id) where state = 'dead';

alter table source_processing enable row level security;
alter table source_processing force row level security;
alter table processing enable row level security;
alter table processing force row level security;

create policy source_processing_read_by_service on source_processing for select to ${app_role}
  using ((select current_setting('app.role', true)) = 'service');
create policy source_processing_managed_by_admins on source_processing for all to ${app_role}
  using (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) in ('admin', 'platform_admin')
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );

-- Webhooks may be stored for several organizations in one transaction: app.tenant_id is a list then.
create policy processing_queued on processing for insert to ${app_role}
  with check (
    (select current_setting('app.role', true)) in ('service', 'admin', 'platform_admin')
    and tenant_id::text = any ((select string_to_array(current_setting('app.tenant_id', true), ','))::text[])
  );
create policy processing_seen on processing for select to ${app_role}
  using (
    (select current_setting('app.role', true)) = 'service'
    or (
      (select current_setting('app.role', true)) in ('admin', 'platform_admin')
      and tenant_id::text = (select current_setting('app.tenant_id', true))
    )
  );
create policy processing_done on processing for update to ${app_role}
  using (
    (select current_setting('app.role', true)) = 'service'
    or (
      (select current_setting('app.role', true)) in ('admin', 'platform_admin')
      and tenant_id::text = (select current_setting('app.tenant_id', true))
    )
  )
  with check (
    (select current_setting('app.role', true)) = 'service'
    or (
      (select current_setting('app.role', true)) in ('admin', 'platform_admin')
      and tenant_id::text = (select current_setting('app.tenant_id', true))
    )
  );

grant select, insert on source_processing to ${app_role};
grant update (format, owner_id, assignee_id, team_id, updated_at) on source_processing to ${app_role};
grant select, insert on processing to ${app_role};
grant update (state, attempts, due_at, last_error, lead_id, call_id, finished_at) on processing to ${app_role};

create function processed_formats() returns text[]
  language sql immutable
  return array['gohighlevel', 'vapi', 'elevenlabs', 'meta', 'typeform', 'calendly'];
comment on function processed_formats is
  'The formats whose bodies the service reads, which are the kinds of sources of the same names. A test holds it to the code.';

create function queue_processing() returns trigger
  language plpgsql
  set search_path = webhooks, pg_temp
  as $$
begin
  insert into processing (tenant_id, inbox_id, source_id)
  select a.tenant_id, a.id, a.source_id
  from arrived a
  join source s on s.tenant_id = a.tenant_id and s.id = a.source_id
  left join source_processing p on p.tenant_id = a.tenant_id and p.source_id = a.source_id
  where coalesce(p.format, s.kind) = any (processed_formats());
  return null;
end
$$;
revoke execute on function queue_processing from public;
revoke execute on function processed_formats from public;
grant execute on function processed_formats to ${app_role};

create trigger inbox_queues_processing after insert on inbox
  referencing new table as arrived
  for each statement execute function queue_processing();
