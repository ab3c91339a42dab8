-- Teams have names. Each team that somebody is in gets a row, called by its id until an admin renames it. The backfill and
-- the foreign key read team_member, which is small and cannot be read meanwhile, so that lists of managers and agents wait.
-- Replicas of the previous version still put people into teams that have no row: the trigger makes it.

create table team (
  tenant_id   uuid        not null,
  id          uuid        not null,
  name        text        not null,
  name_key    text collate "C" not null generated always as (lower(name)) stored,
  version     bigint      not null default 1,
  created_at  timestamptz not null default now(),
  updated_at  timestamptz not null default now(),
  constraint team_pkey primary key (tenant_id, id),
  constraint team_name_unique unique (tenant_id, name_key),
  constraint team_name_length check (char_length(name) between 1 and 100)
);
comment on table team is 'The teams of organizations; who is in them is in team_member.';
comment on column team.name_key is 'The name in lower case: what is unique, and the order of the list.';

lock table team_member in access exclusive mode;
alter table team_member no force row level security;
insert into team (tenant_id, id, name, created_at, updated_at)
select m.tenant_id, m.team_id, 'Team ' || m.team_id, min(m.created_at), min(m.created_at)
from team_member m
group by m.tenant_id, m.team_id;
alter table team_member force row level security;

alter table team enable row level security;
alter table team force row level security;

-- Restrictive: whatever another policy allows, a foreign organization's row stays out of reach.
create policy team_tenant on team as restrictive for all to ${app_role}
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid))
  with check (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy team_read on team for select to ${app_role}
  using ((select current_setting('app.role', true)) in ('admin', 'manager', 'agent', 'user'));
create policy team_add on team for insert to ${app_role}
  with check ((select current_setting('app.role', true)) = 'admin');
create policy team_change on team for update to ${app_role}
  using ((select current_setting('app.role', true)) = 'admin')
  with check ((select current_setting('app.role', true)) = 'admin');
create policy team_remove on team for delete to ${app_role}
  using ((select current_setting('app.role', true)) = 'admin');
grant select, insert, update, delete on team to ${app_role};

create function make_team_of_member() returns trigger
  language plpgsql
  set search_path = ${flyway:defaultSchema}, pg_temp
  as $$
  begin
    insert into team (tenant_id, id, name)
    values (new.tenant_id, new.team_id, 'Team ' || new.team_id)
    on conflict (tenant_id, id) do nothing;
    return new;
  end
  $$;
comment on function make_team_of_member() is 'For replicas of the version before, which know no teams without members.';
create trigger team_member_makes_team before insert on team_member
  for each row execute function make_team_of_member();

alter table team_member add constraint team_member_team_fk
  foreign key (tenant_id, team_id) references team (tenant_id, id) on delete cascade;
