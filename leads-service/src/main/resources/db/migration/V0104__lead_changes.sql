-- LeadPolicy also says to whom a lead may go, and from whom. LeadPolicyAgreementTest holds the two together.

alter policy lead_create on lead with check (
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
);

-- Which rows may be changed at all: those in sight, and of the deleted ones those that may be restored.
-- What becomes of a row must stay in sight; by which steps it may get there, the trigger below decides.
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
    else false
  end
);

-- A null anywhere in it means no.
create function lead_change_is_allowed(
  owner_before uuid,
  owner_after uuid,
  assignee_before uuid,
  assignee_after uuid,
  team_before uuid,
  team_after uuid,
  was_deleted boolean,
  is_deleted boolean
) returns boolean
  language sql stable
  return (
    select coalesce(
      case me.role
        when 'admin' then true
        when 'manager' then
          (me.holds or not (was_deleted or is_deleted))
          and (assignee_after is not distinct from assignee_before
            or assignee_after is null
            or assignee_after = me.id
            or assignee_after = any (me.mates))
          and (team_after is not distinct from team_before
            or (me.holds and (team_after is null or team_after = any (me.teams))))
          and (owner_after = owner_before
            or ((owner_before = me.id or owner_before = any (me.mates))
              and (owner_after = me.id or owner_after = any (me.mates))))
        when 'agent' then
          (owner_before = me.id or not (was_deleted or is_deleted))
          and (assignee_after is not distinct from assignee_before
            or assignee_after = me.id
            or (assignee_after is null and owner_before = me.id))
          and team_after is not distinct from team_before
          and owner_after = owner_before
        when 'user' then
          assignee_after is not distinct from assignee_before
          and team_after is not distinct from team_before
          and owner_after = owner_before
      end,
      false
    )
    from (
      select
        it.*,
        coalesce(owner_before = it.id, false)
          or coalesce(owner_before = any (it.mates), false)
          or coalesce(team_before = any (it.teams), false) as holds
      from (
        select
          nullif(current_setting('app.user_id', true), '')::uuid as id,
          current_setting('app.role', true) as role,
          my_teams() as teams,
          my_team_mates() as mates
      ) as it
    ) as me
  );
comment on function lead_change_is_allowed is
  'Whether the person the transaction runs for may take a lead that they may change from what it was to what it becomes: a policy sees either, never both.';

create function refuse_lead_change() returns trigger
  language plpgsql
as $$
begin
  raise insufficient_privilege using message = 'the lead may not be changed in this way';
end
$$;

-- Not for those whom no policy binds: whoever repairs or loads data by hand.
create trigger lead_change_is_allowed
  before update on lead
  for each row
  when (
    (
      old.owner_id is distinct from new.owner_id
      or old.assignee_id is distinct from new.assignee_id
      or old.team_id is distinct from new.team_id
      or old.deleted_at is distinct from new.deleted_at
    )
    and row_security_active('lead'::regclass)
    and not lead_change_is_allowed(
      old.owner_id,
      new.owner_id,
      old.assignee_id,
      new.assignee_id,
      old.team_id,
      new.team_id,
      old.deleted_at is not null,
      new.deleted_at is not null
    )
  )
  execute function refuse_lead_change();

revoke execute on function lead_change_is_allowed from public;
grant execute on function lead_change_is_allowed to ${app_role};
