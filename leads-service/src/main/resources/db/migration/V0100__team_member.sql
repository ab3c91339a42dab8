create table team_member (
  tenant_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  created_at timestamptz not null default now(),
  constraint team_member_pkey primary key (tenant_id, team_id, user_id)
);
comment on table team_member is
  'Who is in which team. Kept here because a manager''s view of leads is decided by row-level security, and this service reads no other schema.';

create index team_member_by_user on team_member (tenant_id, user_id, team_id);

alter table team_member enable row level security;
alter table team_member force row level security;

-- Restrictive: whatever another policy allows, a foreign organization's row stays out of reach.
create policy team_member_tenant on team_member as restrictive for all
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- Everybody of the organization may read: the lead policies of a manager look here themselves.
create policy team_member_read on team_member for select
  using ((select current_setting('app.role', true)) in ('admin', 'manager', 'agent', 'user'));

create policy team_member_add on team_member for insert
  with check ((select current_setting('app.role', true)) = 'admin');

create policy team_member_remove on team_member for delete
  using ((select current_setting('app.role', true)) = 'admin');

grant select, insert, delete on team_member to ${app_role};

create function my_teams() returns uuid[]
  language sql stable
  return (
    select coalesce(array_agg(m.team_id), '{}')
    from team_member m
    where m.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
      and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
  );
comment on function my_teams() is 'The teams of the person the transaction runs for.';

create function my_team_mates() returns uuid[]
  language sql stable
  return (
    select coalesce(array_agg(distinct mate.user_id), '{}')
    from team_member mine
    join team_member mate
      on mate.tenant_id = mine.tenant_id
      and mate.team_id = mine.team_id
    where mine.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
      and mine.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
  );
comment on function my_team_mates() is
  'The people who share a team with the person the transaction runs for, themselves included.';

revoke execute on function my_teams(), my_team_mates() from public;
grant execute on function my_teams(), my_team_mates() to ${app_role};
