-- Whoever leaves an organization and comes back begins anew: a place in a team ends with the membership of
-- the organization in which it was given.

alter table team_member add column member_since timestamptz;
comment on column team_member.member_since is
  'When the person had become a member of the organization, as auth-service said when they were added to the team; null in older rows.';

-- app.member_since is what the caller's token says. A row of an earlier membership counts for nothing. If the
-- token does not say it (another issuer''s, or one from before this version), each row counts.
create function counts_in_team(member_since timestamptz, added_at timestamptz) returns boolean
  language sql stable
  return coalesce(
    coalesce(member_since, added_at) >= nullif(current_setting('app.member_since', true), '')::timestamptz,
    true
  );
comment on function counts_in_team is
  'Whether a place in a team was given in the membership that the person has now for whom the transaction runs.';

create or replace function my_teams() returns uuid[]
  language sql stable
  return (
    select coalesce(array_agg(m.team_id), '{}')
    from team_member m
    where m.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
      and m.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
      and counts_in_team(m.member_since, m.created_at)
  );

create or replace function my_team_mates() returns uuid[]
  language sql stable
  return (
    select coalesce(array_agg(distinct mate.user_id), '{}')
    from team_member mine
    join team_member mate
      on mate.tenant_id = mine.tenant_id
      and mate.team_id = mine.team_id
    where mine.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
      and mine.user_id = (select nullif(current_setting('app.user_id', true), '')::uuid)
      and counts_in_team(mine.member_since, mine.created_at)
  );

revoke execute on function counts_in_team(timestamptz, timestamptz) from public;
grant execute on function counts_in_team(timestamptz, timestamptz) to ${app_role};

-- So that they can be added again.
create policy team_member_add_again on team_member for update
  using ((select current_setting('app.role', true)) = 'admin')
  with check ((select current_setting('app.role', true)) = 'admin');
grant update (member_since, created_at) on team_member to ${app_role};
