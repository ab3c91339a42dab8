-- What accounts become: administered across organizations, without an address (anonymous, by phone, deleted), and
-- signed in to in ways that only a later version knows. Replicas of the previous version read no account without an
-- address, and none is made before this version serves. No row is rewritten; each table is locked for a moment.

alter table users
  alter column tenant_id drop not null,
  alter column email drop not null,
  add column app_metadata jsonb not null default '{}',
  add column is_anonymous boolean not null default false,
  add column deleted_at timestamptz,
  -- Not validated: what is there has the default.
  add constraint users_app_metadata_size check (octet_length(app_metadata::text) <= 2048) not valid,
  add constraint users_deleted_is_whole
    check (deleted_at is null or (tenant_id is null and email is null and phone is null)) not valid,
  add constraint users_acts_somewhere check (tenant_id is not null or deleted_at is not null) not valid;
comment on column users.app_metadata is
  'What administrators say of the person. Travels in every token, hence the small limit; never read for a decision.';
comment on column users.deleted_at is
  'When the account was deleted; what is left is its id. Null for every account that somebody can use.';

-- Ways to sign in and reasons to end a session are named by the code: a list here would bind replicas of two versions.
alter table sessions
  drop constraint sessions_method_known,
  drop constraint sessions_end_reason_known,
  add constraint sessions_method_form check (method ~ '^[a-z][a-z0-9_/]{0,31}$') not valid,
  add constraint sessions_end_reason_form check (end_reason ~ '^[a-z][a-z0-9_]{0,31}$') not valid;

-- What the previous version stores has an address; an account without one has the identities that its maker gives it.
create or replace function user_of_previous_version() returns trigger
  language plpgsql
as $$
begin
  insert into identities (id, user_id, provider, subject, identity_data, created_at)
  select
    new.identity_id,
    new.id,
    'email',
    new.id::text,
    coalesce(new.sign_up_data, new.user_metadata),
    new.created_at
  where new.email is not null
    and not exists (
      select
      from identities i
      where i.user_id = new.id);
  return null;
end;
$$;

-- Whoever administers accounts sees those of every organization: under a role of its own, so that no other statement
-- of a platform administrator does.
create policy organizations_administration on organizations to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy users_administration on users to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy identities_administration on identities to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy passwords_administration on passwords to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy memberships_administration on memberships to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy sessions_administration on sessions to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy revocations_administration on revocations for insert to ${app_role}
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy invitations_administration on invitations to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy outbox_administration on outbox for insert to ${app_role}
  with check ((select current_setting('app.role', true)) = 'user_administration');

grant delete on users to ${app_role};
