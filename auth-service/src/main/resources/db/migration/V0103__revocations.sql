-- What Redis has to know, kept until the last token it concerns has expired: Redis may be away when a
-- session ends, and may come back empty.

create table revocations (
  id            uuid        not null default uuidv7(),
  tenant_id     uuid        not null,
  user_id       uuid        not null,
  session_id    uuid,
  revoked_at    timestamptz not null,
  expires_at    timestamptz not null,
  published_at  timestamptz,
  constraint revocations_pk primary key (id)
);
create index revocations_by_user on revocations (user_id, revoked_at);
create index revocations_unpublished on revocations (id) where published_at is null;
create index revocations_by_expiry on revocations (expires_at);
comment on column revocations.session_id is 'The session that ended; null where every token of the person issued until then is refused.';

alter table revocations enable row level security;
alter table revocations force row level security;
create policy revocations_service on revocations to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy revocations_self on revocations for insert to ${app_role}
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy revocations_admin on revocations for insert to ${app_role}
  with check (
    tenant_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid)
    and (select current_setting('app.role', true)) in ('admin', 'platform_admin'));

grant select, insert, update, delete on revocations to ${app_role};
