-- What the platform's other services report: leads and calls that webhooks tell of. A service that acts for an organization
-- has that organization's id in app.tenant_id, the role service and no user; the service's own work (relays, clean-up) has no
-- organization, and sees nothing here as before.

-- Restated from V0101 and V0104, with the line for services. They see and fill leads of the organization; they neither move,
-- delete nor restore any: lead_change_is_allowed says no to whom it does not name.
alter policy lead_read on lead using (
  case (select current_setting('app.role', true))
    when 'admin' then true
    when 'manager' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or team_id = any ((select my_teams())::uuid[])
        or owner_id = any ((select my_team_mates())::uuid[])
        or assignee_id = any ((select my_team_mates())::uuid[])
    when 'agent' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    when 'user' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    when 'service' then (select nullif(current_setting('app.user_id', true), '') is null)
    else false
  end
);

alter policy lead_create on lead with check (
  case (select current_setting('app.role', true))
    when 'service' then (select nullif(current_setting('app.user_id', true), '') is null) and deleted_at is null
    else
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
      and case (select current_setting('app.role', true))
        when 'admin' then true
        when 'manager' then
          (assignee_id is null
            or assignee_id = owner_id
            or assignee_id = any ((select my_team_mates())::uuid[]))
          and (team_id is null or team_id = any ((select my_teams())::uuid[]))
        when 'agent' then (assignee_id is null or assignee_id = owner_id) and team_id is null
        when 'user' then assignee_id is null and team_id is null
        else false
      end
  end
);

alter policy lead_change on lead
using (
  case (select current_setting('app.role', true))
    when 'admin' then true
    when 'manager' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or team_id = any ((select my_teams())::uuid[])
        or owner_id = any ((select my_team_mates())::uuid[])
        or (deleted_at is null
          and (assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
            or assignee_id = any ((select my_team_mates())::uuid[])))
    when 'agent' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or (assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and deleted_at is null)
    when 'user' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    when 'service' then (select nullif(current_setting('app.user_id', true), '') is null) and deleted_at is null
    else false
  end
)
with check (
  case (select current_setting('app.role', true))
    when 'admin' then true
    when 'manager' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or team_id = any ((select my_teams())::uuid[])
        or owner_id = any ((select my_team_mates())::uuid[])
        or assignee_id = any ((select my_team_mates())::uuid[])
    when 'agent' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    when 'user' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    when 'service' then (select nullif(current_setting('app.user_id', true), '') is null) and deleted_at is null
    else false
  end
);

-- A service enters what a provider reported, and nothing in a person's name.
alter policy call_create on call with check (
  case (select current_setting('app.role', true))
    when 'service' then created_by is null and provider is not null
    else created_by = (select nullif(current_setting('app.user_id', true), '')::uuid) and provider is null
  end
  and (select l.deleted_at is null from lead l where l.tenant_id = call.tenant_id and l.id = call.lead_id)
);

create table lead_reference (
  tenant_id uuid not null,
  system text collate "C" not null,
  external_id text collate "C" not null,
  lead_id uuid not null,
  created_at timestamptz not null default now(),
  constraint lead_reference_pkey primary key (tenant_id, system, external_id),
  constraint lead_reference_lead_fk foreign key (tenant_id, lead_id) references lead (tenant_id, id),
  constraint lead_reference_system_is_a_name check (system ~ '^[a-z][a-z0-9_]{0,39}$'),
  constraint lead_reference_id_length check (char_length(external_id) between 1 and 200)
);
comment on table lead_reference is
  'What other systems call a lead, so that what they report of it next finds it, whatever address or number it has by then.';
create index lead_reference_by_lead on lead_reference (tenant_id, lead_id);

alter table lead_reference enable row level security;
alter table lead_reference force row level security;
create policy lead_reference_tenant on lead_reference as restrictive for all to ${app_role}
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy lead_reference_of_service on lead_reference for all to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
grant select, insert on lead_reference to ${app_role};

create table intake (
  tenant_id uuid not null,
  service text collate "C" not null,
  delivery_id text collate "C" not null,
  answer text,
  created_at timestamptz not null default now(),
  constraint intake_pkey primary key (tenant_id, service, delivery_id),
  constraint intake_delivery_id_length check (char_length(delivery_id) between 1 and 200)
);
comment on table intake is
  'What services reported, and what they were answered: a report that is sent again is answered again and does nothing. Kept for 30 days.';
create index intake_by_age on intake (created_at);
comment on index intake_by_age is 'For the clean-up, which goes by age across tenants.';

alter table intake enable row level security;
alter table intake force row level security;
create policy intake_of_service on intake for all to ${app_role}
  using (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  )
  with check (
    (select current_setting('app.role', true)) = 'service'
    and tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
  );
-- The clean-up runs for no organization; it may find and delete what is 30 days old, and nothing younger.
create policy intake_clean_up_find on intake for select to ${app_role}
  using ((select current_setting('app.role', true)) = 'service' and created_at < now() - interval '30 days');
create policy intake_clean_up on intake for delete to ${app_role}
  using ((select current_setting('app.role', true)) = 'service' and created_at < now() - interval '30 days');
grant select, insert, delete on intake to ${app_role};
grant update (answer) on intake to ${app_role};
