-- Second factors. Replicas of the previous version know none of it. The foreign key makes sign-ins wait for this to end,
-- which is a moment: no row is read or written.

create table factors (
  id             uuid        not null,
  user_id        uuid        not null,
  type           text        not null,
  friendly_name  text,
  status         text        not null,
  session_id     uuid        not null,
  sealed_secret  bytea,
  created_at     timestamptz not null,
  updated_at     timestamptz not null,
  constraint factors_pk primary key (id),
  constraint factors_name_unique unique (user_id, friendly_name),
  constraint factors_user_fk foreign key (user_id) references users (id) on delete cascade,
  constraint factors_type_known check (type in ('totp', 'webauthn', 'recovery_code')),
  constraint factors_status_known check (status in ('unverified', 'verified')),
  constraint factors_name_length check (char_length(friendly_name) between 1 and 64),
  constraint factors_secret_of_totp check ((type = 'totp') = (sealed_secret is not null))
);
create index factors_by_user on factors (user_id, created_at, id);
create unique index factors_one_set_of_recovery_codes on factors (user_id) where type = 'recovery_code';
comment on column factors.session_id is
  'The session in which its enrolment began, which alone may finish it.';
comment on column factors.sealed_secret is
  'The secret of an authenticator app, encrypted by the service.';

create table factor_challenges (
  id          uuid        not null,
  factor_id   uuid        not null,
  session_id  uuid        not null,
  expires_at  timestamptz not null,
  constraint factor_challenges_pk primary key (id),
  constraint factor_challenges_factor_fk foreign key (factor_id) references factors (id) on delete cascade
);
create index factor_challenges_by_factor on factor_challenges (factor_id);
create index factor_challenges_by_end on factor_challenges (expires_at);
comment on table factor_challenges is
  'Challenges that can be answered; deleted when they are.';

create table totp_steps (
  user_id    uuid   not null,
  last_step  bigint not null,
  constraint totp_steps_pk primary key (user_id),
  constraint totp_steps_user_fk foreign key (user_id) references users (id) on delete cascade
);
comment on table totp_steps is
  'The newest step whose code a person has used, of whichever of their authenticator apps: no code is accepted twice.';

create table recovery_codes (
  factor_id  uuid  not null,
  code_hash  bytea not null,
  used_at    timestamptz,
  constraint recovery_codes_pk primary key (factor_id, code_hash),
  constraint recovery_codes_factor_fk foreign key (factor_id) references factors (id) on delete cascade,
  constraint recovery_codes_hash_is_sha256 check (octet_length(code_hash) = 32)
);
comment on column recovery_codes.code_hash is
  'SHA-256 of the factor''s id and a code of 80 random bits: too many to be tried.';

alter table factors enable row level security;
alter table factors force row level security;
alter table factor_challenges enable row level security;
alter table factor_challenges force row level security;
alter table totp_steps enable row level security;
alter table totp_steps force row level security;
alter table recovery_codes enable row level security;
alter table recovery_codes force row level security;

create policy factors_service on factors to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy factors_self_reads on factors for select to ${app_role}
  using (user_id = (select nullif(current_setting('app.user_id', true), '')::uuid));
create policy factors_administration on factors to ${app_role}
  using ((select current_setting('app.role', true)) = 'user_administration')
  with check ((select current_setting('app.role', true)) = 'user_administration');
create policy factor_challenges_service on factor_challenges to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy totp_steps_service on totp_steps to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');
create policy recovery_codes_service on recovery_codes to ${app_role}
  using ((select current_setting('app.role', true)) = 'service')
  with check ((select current_setting('app.role', true)) = 'service');

grant select, insert, update, delete on factors to ${app_role};
grant select, insert, delete on factor_challenges to ${app_role};
grant select, insert, update on totp_steps to ${app_role};
grant select, insert, update, delete on recovery_codes to ${app_role};
