-- A session is one sign-in; its refresh tokens are its family.

create table sessions (
  id                uuid        not null default uuidv7(),
  user_id           uuid        not null,
  created_at        timestamptz not null,
  authenticated_at  timestamptz not null,
  method            text        not null,
  not_after         timestamptz not null,
  generation        integer     not null default 0,
  refreshed_at      timestamptz not null,
  address           text,
  user_agent        text,
  ended_at          timestamptz,
  end_reason        text,
  constraint sessions_pk primary key (id),
  constraint sessions_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint sessions_method_known check (method in ('password')),
  constraint sessions_user_agent_length check (char_length(user_agent) <= 400),
  constraint sessions_end_is_whole check ((ended_at is null) = (end_reason is null)),
  constraint sessions_end_reason_known
    check (end_reason in ('signed_out', 'password_changed', 'email_changed', 'refresh_reused'))
);
create index sessions_by_user on sessions (user_id, id);
create index sessions_by_end on sessions (not_after);
comment on column sessions.generation is 'Which refresh token of the family is the current one.';
comment on column sessions.refreshed_at is 'When that token was made; the clock of the idle limit and of the one step of grace.';

create table refresh_tokens (
  token_hash  bytea       not null,
  session_id  uuid        not null,
  generation  integer     not null,
  created_at  timestamptz not null,
  constraint refresh_tokens_pk primary key (token_hash),
  constraint refresh_tokens_generation_unique unique (session_id, generation),
  constraint refresh_tokens_session_fk foreign key (session_id) references sessions (id) on delete cascade,
  constraint refresh_tokens_hash_is_sha256 check (octet_length(token_hash) = 32)
);
comment on table refresh_tokens is
  'Every token of a family, used ones too: an ancestor that shows up again is how theft is noticed.';

alter table sessions enable row level security;
alter table sessions force row level security;
alter table refresh_tokens enable row level security;
alter table refresh_tokens force row level security;

create policy sessions_service on sessions to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy sessions_self on sessions to ${app_role}
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid))
  with check (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy refresh_tokens_service on refresh_tokens to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, update, delete on sessions to ${app_role};
grant select, insert, delete on refresh_tokens to ${app_role};
