-- Calls belong to a lead. The foreign key takes a lock on lead that readers and writers of it do not notice, for a moment:
-- the table is new and empty.

create table call (
  tenant_id uuid not null,
  id uuid not null,
  lead_id uuid not null,
  created_by uuid,
  direction text not null,
  status text not null,
  outcome text,
  started_at timestamptz,
  ended_at timestamptz,
  duration_seconds integer,
  from_number text,
  to_number text,
  summary text,
  transcript text,
  recording_url text,
  cost_micros bigint,
  currency text,
  provider text collate "C",
  provider_call_id text collate "C",
  assistant_id text,
  assistant_name text,
  ended_reason text,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint call_pkey primary key (tenant_id, id),
  constraint call_lead_fk foreign key (tenant_id, lead_id) references lead (tenant_id, id),
  constraint call_provider_call_unique unique (tenant_id, provider, provider_call_id),
  constraint call_direction_known check (direction in ('inbound', 'outbound')),
  constraint call_status_known check (status in ('planned', 'in_progress', 'completed', 'failed')),
  constraint call_outcome_known check (
    outcome in ('connected', 'voicemail', 'no_answer', 'busy', 'declined', 'wrong_number', 'failed')
  ),
  constraint call_ends_after_start check (ended_at >= started_at),
  constraint call_duration_in_range check (duration_seconds between 0 and 604800),
  constraint call_summary_bounded check (char_length(summary) <= 10000),
  constraint call_transcript_bounded check (char_length(transcript) <= 200000),
  constraint call_recording_is_https check (
    recording_url ~ '^https://[!-~]+$' and char_length(recording_url) <= 2048
  ),
  constraint call_cost_has_currency check ((cost_micros is null) = (currency is null)),
  constraint call_cost_in_range check (cost_micros between 0 and 1000000000000),
  constraint call_currency_is_a_code check (currency ~ '^[A-Z]{3}$'),
  constraint call_provider_is_a_name check (provider ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint call_provider_has_id check ((provider is null) = (provider_call_id is null)),
  constraint call_is_by_somebody check (created_by is not null or provider is not null),
  constraint call_version_positive check (version > 0)
);
comment on table call is 'Calls with a lead, entered by people or reported by a provider. Deleting deletes.';
comment on column call.created_by is 'The person who entered it; null if a provider reported it.';
comment on column call.cost_micros is
  'Millionths of the currency: a call of an assistant costs fractions of a cent.';
comment on column call.transcript is 'Bounded, and left out of lists.';

-- A list is a range of one of these, newest first by the id, a UUIDv7.
create index call_by_lead on call (tenant_id, lead_id, id);

alter table call enable row level security;
alter table call force row level security;

-- Restrictive: whatever another policy allows, a foreign organization's row stays out of reach.
create policy call_tenant on call as restrictive for all to ${app_role}
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- A call is seen by those who see its lead: the inner query is under the policies of lead. As a value and not as exists (…),
-- of which the planner may make a table of all leads first.
create policy call_read on call for select to ${app_role} using (
  (select l.deleted_at is null from lead l where l.tenant_id = call.tenant_id and l.id = call.lead_id)
);
create policy call_create on call for insert to ${app_role} with check (
  created_by = (select nullif(current_setting('app.user_id', true), '')::uuid)
  and provider is null
  and (select l.deleted_at is null from lead l where l.tenant_id = call.tenant_id and l.id = call.lead_id)
);
create policy call_change on call for update to ${app_role}
  using (
    (select l.deleted_at is null from lead l where l.tenant_id = call.tenant_id and l.id = call.lead_id)
  )
  with check (
    (select l.deleted_at is null from lead l where l.tenant_id = call.tenant_id and l.id = call.lead_id)
  );
create policy call_remove on call for delete to ${app_role} using (
  (
    (select current_setting('app.role', true)) = 'admin'
    or created_by = (select nullif(current_setting('app.user_id', true), '')::uuid)
  )
  and (select l.deleted_at is null from lead l where l.tenant_id = call.tenant_id and l.id = call.lead_id)
);

grant select, insert, delete on call to ${app_role};
grant update (
  direction, status, outcome, started_at, ended_at, duration_seconds, from_number, to_number, summary, transcript,
  recording_url, cost_micros, currency, assistant_id, assistant_name, ended_reason, version, updated_at
) on call to ${app_role};
