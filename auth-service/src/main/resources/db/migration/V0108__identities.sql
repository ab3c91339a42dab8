-- A person may sign in in several ways, each of which is an identity, and a session says which methods opened it and
-- how sure that makes us. Replicas of the previous version know neither: users.identity_id, users.sign_up_data and
-- sessions.method are still written for them. A later release drops the three columns, and what is marked below.

create table identities (
  id               uuid        not null,
  user_id          uuid        not null,
  provider         text        not null,
  subject          text        not null,
  identity_data    jsonb       not null,
  created_at       timestamptz not null,
  last_sign_in_at  timestamptz,
  constraint identities_pk primary key (id),
  constraint identities_subject_unique unique (provider, subject),
  constraint identities_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint identities_provider_form check (provider ~ '^[a-z][a-z0-9_]{0,31}$'),
  constraint identities_subject_length check (char_length(subject) between 1 and 255),
  constraint identities_data_size check (octet_length(identity_data::text) <= 4096)
);
create index identities_by_user on identities (user_id, created_at, id);
comment on column identities.provider is
  'Who says that it is the person: "email" for address and password, which is ourselves.';
comment on column identities.subject is
  'What the provider calls the person, and never an address: accounts are found by provider and subject.';
comment on column identities.identity_data is
  'What the provider told of the person; for "email" what they said at sign-up. Never read for a decision.';

-- Forced after what there is was copied: until then the owner inserts without a policy.
alter table identities enable row level security;
create policy identities_service on identities to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy identities_self_reads on identities for select to ${app_role}
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

grant select, insert, update, delete on identities to ${app_role};

create function user_of_previous_version() returns trigger
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
  where not exists (
    select
    from identities i
    where i.user_id = new.id);
  return null;
end;
$$;
comment on function user_of_previous_version() is
  'To be removed once no replica of a version runs that made accounts without identities.';
revoke execute on function user_of_previous_version() from public;
create trigger user_of_previous_version
  after insert on users
  for each row execute function user_of_previous_version();

-- For the next migration, which copies what there is while people sign in: row-level security binds the owner too.
create policy users_owner_copies on users for select to current_user using (true);

alter table sessions
  add column amr jsonb,
  add column aal text not null default 'aal1',
  add constraint sessions_amr_is_list check (jsonb_typeof(amr) = 'array'),
  add constraint sessions_aal_known check (aal in ('aal1', 'aal2'));
comment on column sessions.amr is
  'The methods the person was authenticated with, and when each was: [{"method", "at"}]. Null for sessions of the previous version, which have method and authenticated_at.';
comment on column sessions.aal is
  'The assurance that these methods give. Whoever adds a method to a session sets both.';
