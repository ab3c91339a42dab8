create table lead (
  tenant_id uuid not null,
  id uuid not null default uuidv7(),
  owner_id uuid not null,
  assignee_id uuid,
  team_id uuid,
  first_name text,
  last_name text,
  last_name_norm text collate "C" not null
    generated always as (lower(coalesce(last_name, ''))) stored,
  company text,
  title text,
  email text,
  email_norm text collate "C" generated always as (lower(email collate "C")) stored,
  phone_e164 text collate "C",
  website text,
  street text,
  city text,
  region text,
  postal_code text,
  country text,
  source text,
  campaign text,
  status text not null,
  status_reason text,
  score integer not null,
  tags text[] not null,
  consent_basis text,
  consent_at timestamptz,
  do_not_call boolean not null,
  do_not_email boolean not null,
  version bigint not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  deleted_at timestamptz,
  constraint lead_pkey primary key (tenant_id, id),
  constraint lead_status_known check (
    status in ('new', 'assigned', 'in_process', 'qualified', 'converted', 'recycled', 'dead')
  ),
  constraint lead_dead_has_reason check (status <> 'dead' or status_reason is not null),
  constraint lead_score_in_range check (score between 0 and 100),
  constraint lead_tags_bounded check (cardinality(tags) <= 20),
  constraint lead_email_ascii check (email ~ '^[!-~]{3,254}$'),
  constraint lead_phone_e164 check (phone_e164 ~ '^\+[1-9][0-9]{3,14}$'),
  constraint lead_consent_basis_known check (
    consent_basis in ('consent', 'contract', 'legitimate_interest')
  ),
  constraint lead_version_positive check (version > 0)
);
comment on table lead is 'Somebody who may become a customer. Deleting sets deleted_at.';
comment on column lead.email_norm is
  'What addresses are compared by. A stored column, because lower(email) cannot use an index under row-level security.';
comment on column lead.last_name_norm is
  'What names are sorted and searched by, in code point order so that prefixes are ranges.';

-- Deleted leads are in nobody's way (a lead may come back under the same address).
create unique index lead_email_norm_key on lead (tenant_id, email_norm) where deleted_at is null;
create unique index lead_phone_e164_key on lead (tenant_id, phone_e164) where deleted_at is null;

-- One per sort key of the list, the id last as tie-break: a page is one range of its index.
create index lead_by_created on lead (tenant_id, created_at, id) where deleted_at is null;
create index lead_by_updated on lead (tenant_id, updated_at, id) where deleted_at is null;
create index lead_by_last_name on lead (tenant_id, last_name_norm, id) where deleted_at is null;
create index lead_by_score on lead (tenant_id, score, id) where deleted_at is null;

-- What somebody owns or is assigned may be a handful among a million.
create index lead_by_owner on lead (tenant_id, owner_id, created_at, id);
create index lead_by_assignee on lead (tenant_id, assignee_id, created_at, id)
  where assignee_id is not null;
create index lead_by_team on lead (tenant_id, team_id, created_at, id) where team_id is not null;

create index lead_deleted on lead (tenant_id, created_at, id) where deleted_at is not null;
comment on index lead_deleted is 'For the administrator''s list of what can be restored.';

alter table lead enable row level security;
alter table lead force row level security;

-- Restrictive: whatever another policy allows, a foreign organization's row stays out of reach.
create policy lead_tenant on lead as restrictive for all
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- What follows is LeadPolicy once more; LeadPolicyAgreementTest holds the two together. As one case
-- and not as a policy for each role: the planner takes the roles for rare otherwise, and reads a
-- whole organization for an administrator's first page instead of following the page's index.
create policy lead_read on lead for select using (
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
    else false
  end
);

create policy lead_create on lead for insert with check (
  case (select current_setting('app.role', true))
    when 'admin' then true
    when 'manager' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    when 'agent' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    when 'user' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    else false
  end
);

-- Whoever only works on a lead changes it, but neither deletes nor restores it.
create policy lead_change on lead for update
using (
  case (select current_setting('app.role', true))
    when 'admin' then true
    when 'manager' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or (assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and deleted_at is null)
        or team_id = any ((select my_teams())::uuid[])
        or owner_id = any ((select my_team_mates())::uuid[])
        or assignee_id = any ((select my_team_mates())::uuid[])
    when 'agent' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or (assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and deleted_at is null)
    when 'user' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    else false
  end
)
with check (
  case (select current_setting('app.role', true))
    when 'admin' then true
    when 'manager' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or (assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and deleted_at is null)
        or team_id = any ((select my_teams())::uuid[])
        or owner_id = any ((select my_team_mates())::uuid[])
        or assignee_id = any ((select my_team_mates())::uuid[])
    when 'agent' then
      owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
        or (assignee_id = (select nullif(current_setting('app.user_id', true), '')::uuid) and deleted_at is null)
    when 'user' then owner_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    else false
  end
);

-- No delete: leads are deleted by a mark. The service itself (its relays) has no policy here.
grant select, insert, update on lead to ${app_role};
