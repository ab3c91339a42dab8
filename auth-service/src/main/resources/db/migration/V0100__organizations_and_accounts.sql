-- People and the organizations they act in. A person is found by address before any organization is
-- known, so accounts are keyed by themselves; everything that belongs to an organization is keyed by it.

create table organizations (
  tenant_id   uuid        not null default uuidv7(),
  name        text        not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint organizations_pk primary key (tenant_id),
  constraint organizations_name_length check (char_length(name) between 1 and 200)
);

create table users (
  id                  uuid        not null default uuidv7(),
  tenant_id           uuid        not null,
  email               text        not null,
  email_confirmed_at  timestamptz,
  phone               text,
  banned_until        timestamptz,
  last_sign_in_at     timestamptz,
  user_metadata       jsonb       not null default '{}',
  created_at          timestamptz not null,
  updated_at          timestamptz not null,
  constraint users_pk primary key (id),
  constraint users_email_unique unique (email),
  constraint users_tenant_fk foreign key (tenant_id) references organizations (tenant_id),
  constraint users_email_is_normal check (email = lower(email collate "C") and char_length(email) <= 254),
  constraint users_metadata_size check (octet_length(user_metadata::text) <= 4096)
);
create index users_by_tenant on users (tenant_id, id);
comment on column users.tenant_id is 'The organization this person''s next token is minted for; one of their memberships.';
comment on column users.user_metadata is 'What the person says of themselves. Travels in every token, hence the small limit; never read for a decision.';

create table passwords (
  user_id     uuid        not null,
  phc         text        not null,
  changed_at  timestamptz not null,
  constraint passwords_pk primary key (user_id),
  constraint passwords_user_fk foreign key (user_id) references users (id) on delete cascade
);
comment on table passwords is 'Apart from users, so that no policy that shows a colleague can ever show their hash.';

create table memberships (
  tenant_id   uuid        not null,
  user_id     uuid        not null,
  role        text        not null,
  created_at  timestamptz not null,
  updated_at  timestamptz not null,
  constraint memberships_pk primary key (tenant_id, user_id),
  constraint memberships_tenant_fk foreign key (tenant_id) references organizations (tenant_id),
  constraint memberships_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint memberships_role_known check (role in ('user', 'agent', 'manager', 'admin', 'platform_admin'))
);
create index memberships_by_user on memberships (user_id, tenant_id);

create table invitations (
  tenant_id    uuid        not null,
  id           uuid        not null default uuidv7(),
  token_hash   bytea       not null,
  email        text        not null,
  role         text        not null,
  invited_by   uuid        not null,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  accepted_at  timestamptz,
  accepted_by  uuid,
  constraint invitations_pk primary key (tenant_id, id),
  constraint invitations_tenant_fk foreign key (tenant_id) references organizations (tenant_id),
  constraint invitations_token_unique unique (token_hash),
  constraint invitations_role_known check (role in ('user', 'agent', 'manager', 'admin')),
  constraint invitations_token_is_sha256 check (octet_length(token_hash) = 32)
);
comment on column invitations.token_hash is 'SHA-256 of the 256-bit token that was shown once.';

alter table organizations enable row level security;
alter table organizations force row level security;
alter table users enable row level security;
alter table users force row level security;
alter table passwords enable row level security;
alter table passwords force row level security;
alter table memberships enable row level security;
alter table memberships force row level security;
alter table invitations enable row level security;
alter table invitations force row level security;

create policy organizations_service on organizations to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy organizations_member_reads on organizations for select to ${app_role}
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy organizations_admin_changes on organizations for update to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'))
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));

create policy memberships_service on memberships to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy memberships_member_reads on memberships for select to ${app_role}
  using (tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
-- An admin changes others, never themselves, and makes nobody a platform administrator.
create policy memberships_admin_changes on memberships for update to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid)
    and role <> 'platform_admin'
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'))
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and user_id <> (select nullif(current_setting('app.user_id', true), '')::uuid)
    and role <> 'platform_admin'
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));

create policy users_service on users to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy users_member_reads on users for select to ${app_role}
  using (
    id = (select nullif(current_setting('app.user_id', true), '')::uuid)
    or exists (
      select from memberships m
      where m.tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
        and m.user_id = users.id));
create policy users_self_changes on users for update to ${app_role}
  using (id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (id = (select nullif(current_setting('app.user_id', true), '')::uuid));

create policy passwords_service on passwords to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy passwords_self on passwords to ${app_role}
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));

create policy invitations_service on invitations to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy invitations_admin on invitations to ${app_role}
  using (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'))
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));

grant select, insert, update on organizations to ${app_role};
grant select, insert, update on users to ${app_role};
grant select, insert, update on passwords to ${app_role};
grant select, insert, update on memberships to ${app_role};
grant select, insert, update, delete on invitations to ${app_role};
